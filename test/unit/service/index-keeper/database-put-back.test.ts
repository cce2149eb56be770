/**
 * A version that went backwards, a gap in the change log, or a log that went on from an earlier state builds the
 * index anew, and the old one answers until then.
 */
import { expect } from 'vitest';
import { eventually } from '../../../helpers/eventually.ts';
import { addition, SETTINGS, TESTER } from '../sample-content.ts';
import { it, live, NO_POLLING, questionsOf, QUICK } from './keeper-fixtures.ts';

it('builds anew after the database was put back to an earlier state', async ({
  store,
  seen,
  earlier,
  start,
  addQuestions,
}) => {
  await store.createBank('finance', SETTINGS, TESTER);
  await addQuestions('finance', '一', '二', '三');
  const started = await start(NO_POLLING);
  await earlier.applyQuestionChanges('finance', [addition('一')], TESTER);
  Object.assign(seen, earlier);
  await started.refresh('finance');
  expect(questionsOf(started, 'finance')).toEqual(['一']);
  expect(live(started, 'finance').bank.version).toBe(2);
});

it.for([2, 3, 4])(
  'builds anew after the database was put back and went on by %d questions',
  async (more, { store, seen, earlier, start, addQuestions, takeStoreAway }) => {
    await store.createBank('finance', SETTINGS, TESTER);
    await addQuestions('finance', '一', '二', '三');
    const started = await start(QUICK);
    const bringBack = takeStoreAway();
    await eventually(() => started.storeAway);
    const others = Array.from({ length: more }, (_, at) => addition(`别的 ${at}`));
    await earlier.applyQuestionChanges('finance', [addition('一'), ...others], TESTER);
    expect(questionsOf(started, 'finance')).toEqual(['一', '三', '二']);
    bringBack();
    Object.assign(seen, earlier);
    await eventually(() => questionsOf(started, 'finance').includes('别的 0') && !started.storeAway);
    expect(questionsOf(started, 'finance')).toEqual(['一', ...others.map((_, at) => `别的 ${at}`)]);
  },
);

it('builds anew over a gap in the change log', async ({ store, seen, engine, start, addQuestions }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start(NO_POLLING);
  const { bankVersion } = await addQuestions('finance', '一', '二', '三');
  seen.listChangedSince = async (...range) => (await store.listChangedSince(...range)).slice(1);
  await started.catchUp('finance', bankVersion);
  expect(questionsOf(started, 'finance')).toEqual(['一', '三', '二']);
  expect(engine.built).toBe(2);
});
