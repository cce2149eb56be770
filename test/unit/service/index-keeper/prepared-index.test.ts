/**
 * An index prepared for changes under way is taken once the log shows them as told, and for no others.
 */
import { expect } from 'vitest';
import { comingChanges } from '../../../../src/service/transfer/coming-changes.ts';
import { addition, SETTINGS, TESTER } from '../sample-content.ts';
import { it, live, NO_POLLING, questionsOf } from './keeper-fixtures.ts';

const changes = ['甲', '乙'].map((question) => ({ ...addition(question), id: `id-${question}` }));
const noLog = () => Promise.reject(new Error('The change log is not followed'));

it('takes it once the change log shows the changes as told', async ({ store, seen, start, addQuestions }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  await addQuestions('finance', '旧');
  const started = await start(NO_POLLING);
  const { version } = live(started, 'finance').bank;
  started.prepare('finance', comingChanges(version, changes, TESTER));
  await started.refresh('finance');
  expect(questionsOf(started, 'finance')).toEqual(['旧']);
  const { bankVersion } = await store.applyQuestionChanges('finance', changes, TESTER);
  seen.listChangedSince = noLog;
  await started.catchUp('finance', bankVersion);
  expect(questionsOf(started, 'finance')).toEqual(['乙', '旧', '甲']);
  expect(live(started, 'finance').bank.version).toBe(bankVersion);
  Object.assign(seen, store);
  const next = await addQuestions('finance', '新');
  await started.catchUp('finance', next.bankVersion);
  expect(questionsOf(started, 'finance')).toEqual(['乙', '新', '旧', '甲']);
});

it('leaves it where others were quicker, or nothing came of it', async ({ store, start, addQuestions }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start(NO_POLLING);
  const { version } = live(started, 'finance').bank;
  started.prepare('finance', comingChanges(version, changes, TESTER));
  const { bankVersion } = await addQuestions('finance', '先', '到');
  await started.catchUp('finance', bankVersion);
  expect(questionsOf(started, 'finance')).toEqual(['先', '到']);
  started.prepare('finance', comingChanges(bankVersion, changes, TESTER));
  started.prepare('finance', null);
  await started.refresh('finance');
  expect(questionsOf(started, 'finance')).toEqual(['先', '到']);
});

it('prepares an index beside questions that are there, and of those alone that come', async ({
  store,
  seen,
  start,
}) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start(NO_POLLING);
  seen.listChangedSince = noLog;
  const [first, second] = changes.map((change) => [change]);
  for (const batch of [first!, second!]) {
    started.prepare('finance', comingChanges(live(started, 'finance').bank.version, batch, TESTER));
    const { bankVersion } = await store.applyQuestionChanges('finance', batch, TESTER);
    await started.catchUp('finance', bankVersion);
  }
  expect(questionsOf(started, 'finance')).toEqual(['乙', '甲']);
});

it('follows the change log where the documents of the changes broke off', async ({ store, start }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start(NO_POLLING);
  const coming = comingChanges(live(started, 'finance').bank.version, changes, TESTER);
  const pieces = (function* () {
    yield* [];
    throw new Error('gone');
  })();
  started.prepare('finance', { ...coming, put: { ...coming.put, pieces } });
  const { bankVersion } = await store.applyQuestionChanges('finance', changes, TESTER);
  await started.catchUp('finance', bankVersion);
  expect(questionsOf(started, 'finance')).toEqual(['乙', '甲']);
});
