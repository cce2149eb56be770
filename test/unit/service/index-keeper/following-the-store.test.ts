/**
 * 1. At start every bank is read; only published questions are in its index.
 * 2. A write of this process is found as soon as `catchUp` resolves, without waiting for a poll, also when the store
 *    was busy for a moment.
 * 3. Changes of other processes are found by polling, and at once when announced.
 * 4. Many changes are read page by page and published once; removed and archived questions go.
 * 5. New settings are taken over; a new vocabulary builds the index anew.
 * 6. Banks come and go; a bank removed and made again is read anew.
 */
import { expect } from 'vitest';
import { AppError } from '../../../../src/errors.ts';
import { eventually } from '../../../helpers/eventually.ts';
import { addition, SETTINGS, TESTER } from '../sample-content.ts';
import { it, live, NO_POLLING, questionsOf, QUICK } from './keeper-fixtures.ts';

it('reads every bank at start, published questions only', async ({ store, start }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  await store.createBank('other', SETTINGS, TESTER);
  await store.applyQuestionChanges(
    'finance',
    [addition('已发布'), addition('草稿', { status: 'draft' }), addition('归档', { status: 'archived' })],
    TESTER,
  );
  const started = await start(NO_POLLING);
  expect(questionsOf(started, 'finance')).toEqual(['已发布']);
  expect(started.list().map(({ bank }) => bank.name)).toEqual(['finance', 'other']);
  expect(started.find('absent')).toBeNull();
  expect(started.ready).toBe(true);
  expect(started.health()).toMatchObject([{ name: 'finance', version: 4, questions: 1, lag: 0 }, {}]);
});

it('is ready without any bank', async ({ start }) => {
  expect((await start(NO_POLLING)).ready).toBe(true);
});

it('holds a write of this process once caught up', async ({ store, engine, start, addQuestions }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start(NO_POLLING);
  const { bankVersion } = await addQuestions('finance', '怎么还款');
  expect(questionsOf(started, 'finance')).toEqual([]);
  await started.catchUp('finance', bankVersion);
  expect(questionsOf(started, 'finance')).toEqual(['怎么还款']);
  expect(live(started, 'finance').bank.version).toBe(bankVersion);
  expect(engine.built).toBe(1);
});

it('holds it also when the store was busy for a moment', async ({ store, seen, start, addQuestions }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start(NO_POLLING);
  const { bankVersion } = await addQuestions('finance', '怎么还款');
  seen.findBank = (name) => {
    Object.assign(seen, store);
    return Promise.reject(new AppError('store_unavailable', { name }));
  };
  await started.catchUp('finance', bankVersion);
  expect(questionsOf(started, 'finance')).toEqual(['怎么还款']);
});

it('finds changes of others by polling', async ({ store, start, addQuestions }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start(QUICK);
  await addQuestions('finance', '怎么还款');
  await eventually(() => live(started, 'finance').index.size === 1);
});

it('finds announced changes at once', async ({ store, notifier, start, addQuestions }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start(NO_POLLING);
  await addQuestions('finance', '怎么还款');
  await notifier.announce('finance');
  await eventually(() => live(started, 'finance').index.size === 1);
});

it('publishes many changes once', async ({ store, engine, start, addQuestions }) => {
  await store.createBank('finance', SETTINGS, TESTER);
  const { questions } = await addQuestions('finance', '旧一', '旧二');
  const started = await start(NO_POLLING);
  await addQuestions('finance', ...Array.from({ length: 2500 }, (_, at) => `新 ${at}`));
  const { bankVersion } = await store.applyQuestionChanges(
    'finance',
    [{ kind: 'remove', id: questions[0]!.id, expectedVersion: null }],
    TESTER,
  );
  await started.catchUp('finance', bankVersion);
  expect(live(started, 'finance').index.size).toBe(2501);
  expect(questionsOf(started, 'finance')).not.toContain('旧一');
  expect([engine.built, engine.changed]).toEqual([1, 1]);
});

it('takes over settings without building anew, vocabulary by building anew', async ({
  store,
  engine,
  start,
  addQuestions,
}) => {
  await store.createBank('finance', SETTINGS, TESTER);
  await addQuestions('finance', '怎么还款');
  const started = await start(NO_POLLING);
  const renamed = await store.updateBank('finance', { answerThreshold: 0.9 }, TESTER);
  await started.catchUp('finance', renamed.version);
  expect(live(started, 'finance').bank).toMatchObject({ answerThreshold: 0.9, version: renamed.version });
  expect(engine.built).toBe(1);

  const version = await store.replaceWords('finance', ['国债逆回购'], TESTER);
  await started.catchUp('finance', version);
  expect(live(started, 'finance').vocabulary.words).toEqual(['国债逆回购']);
  expect(live(started, 'finance').bank.version).toBe(version);
  expect([engine.built, questionsOf(started, 'finance')]).toEqual([2, ['怎么还款']]);
});

it('follows banks that come, go and come again', async ({ store, start, addQuestions }) => {
  const started = await start(QUICK);
  await store.createBank('finance', SETTINGS, TESTER);
  await addQuestions('finance', '旧');
  await eventually(() => started.health().some(({ questions }) => questions === 1));

  await store.removeBank('finance');
  await started.refresh('finance');
  expect(started.find('finance')).toBeNull();

  await store.createBank('finance', SETTINGS, { ...TESTER, at: new Date('2026-02-01T08:00:00Z') });
  await addQuestions('finance', '新');
  await started.refresh('finance');
  expect(questionsOf(started, 'finance')).toEqual(['新']);
});
