/**
 * 1. A bank that cannot be indexed does not hold up the others, nor does one that takes long.
 * 2. Stopping gives up what is being built.
 */
import { expect } from 'vitest';
import { eventually } from '../../../helpers/eventually.ts';
import { SETTINGS, TESTER } from '../sample-content.ts';
import { it, live, questionsOf, QUICK } from './keeper-fixtures.ts';

it('does not let a bank that cannot be indexed hold up the others', async ({
  store,
  engine,
  logger,
  start,
}) => {
  await store.createBank('broken', SETTINGS, TESTER);
  await store.createBank('finance', SETTINGS, TESTER);
  const build = engine.buildIndex.bind(engine);
  let fault = true;
  engine.buildIndex = (documents, vocabulary) => {
    if (fault) {
      fault = false;
      throw new Error('a fault of the first bank only');
    }
    return build(documents, vocabulary);
  };
  const started = await start(QUICK);
  expect([started.ready, started.storeAway, started.find('broken')]).toEqual([true, false, 'pending']);
  expect(live(started, 'finance').bank.name).toBe('finance');
  expect(logger.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  await eventually(() => started.find('broken') !== 'pending');
});

it('follows other banks while one is being built', async ({ store, engine, start, addQuestions }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start(QUICK);
  const build = engine.buildIndex.bind(engine);
  let finish = (): void => undefined;
  const finished = new Promise<void>((resolve) => (finish = resolve));
  engine.buildIndex = async (documents, vocabulary) => {
    await finished;
    return build(documents, vocabulary);
  };
  await store.createBank('long', SETTINGS, TESTER);
  await eventually(() => started.find('long') === 'pending');
  await addQuestions('finance', '怎么还款');
  await eventually(() => questionsOf(started, 'finance').length === 1);
  expect(started.find('long')).toBe('pending');
  finish();
  await eventually(() => started.find('long') !== 'pending');
});

it('gives up what is being built when it stops', async ({ store, engine, logger, createKeeper }) => {
  await store.createBank('long', SETTINGS, TESTER);
  engine.buildIndex = (_documents, _vocabulary, signal) =>
    new Promise((_resolve, reject) => {
      signal!.addEventListener('abort', () => {
        reject(signal!.reason as Error);
      });
    });
  const started = createKeeper(QUICK);
  const starting = started.start();
  await eventually(() => started.find('long') === 'pending');
  await started.stop();
  await starting;
  expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
