/**
 * 1. While the store is away the last index stays, `storeAway` says so, one line is logged; it recovers.
 * 2. A store that hangs counts as away long before its statements time out.
 * 3. A store away at start is retried: `pending` until it is there.
 */
import { expect } from 'vitest';
import { eventually } from '../../../helpers/eventually.ts';
import { SETTINGS, TESTER } from '../sample-content.ts';
import { it, live, questionsOf, QUICK } from './keeper-fixtures.ts';

it('keeps the last index, says so, logs once and recovers', async ({
  store,
  logger,
  start,
  addQuestions,
  takeStoreAway,
}) => {
  await store.createBank('finance', SETTINGS, TESTER);
  await addQuestions('finance', '怎么还款');
  const started = await start(QUICK);
  const bringBack = takeStoreAway();
  await eventually(() => started.storeAway);
  await new Promise((resolve) => setTimeout(resolve, 200));
  expect(questionsOf(started, 'finance')).toEqual(['怎么还款']);
  expect(started.ready).toBe(true);
  await started.catchUp('finance', 99);

  await addQuestions('finance', '怎么开户');
  bringBack();
  await eventually(() => !started.storeAway && live(started, 'finance').index.size === 2);
  expect(
    logger.lines.filter(({ message }) => message.includes('database')).map(({ level }) => level),
  ).toEqual(['warn', 'info']);
});

it('notices a store that hangs', async ({ store, seen, start }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start({ ...QUICK, versionsWithinMs: 50 });
  seen.bankVersions = () => new Promise(() => undefined);
  await eventually(() => started.storeAway);
  expect(started.ready).toBe(true);
  Object.assign(seen, store);
  await eventually(() => !started.storeAway);
});

it('retries a store that is away at start', async ({ store, start, takeStoreAway }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const bringBack = takeStoreAway();
  const started = await start(QUICK);
  expect([started.ready, started.storeAway, started.find('finance')]).toEqual([false, true, 'pending']);
  bringBack();
  await eventually(() => started.ready);
  expect(live(started, 'finance').bank.name).toBe('finance');
});
