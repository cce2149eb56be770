/**
 * 1. With snapshots, a start without the store answers from them, and follows the change log when it is back; a start
 *    with the store does so at once. What the change log does not lead on from is read anew.
 * 2. Snapshots that cannot be written cost nothing but themselves, and are written once they can be.
 */
import { join } from 'node:path';
import { expect } from 'vitest';
import { AppError } from '../../../../src/errors.ts';
import type { SnapshotStore } from '../../../../src/service/ports/snapshot-store.ts';
import type { Store } from '../../../../src/service/ports/store.ts';
import { openSnapshotFiles } from '../../../../src/snapshot-files/open-snapshot-files.ts';
import { eventually } from '../../../helpers/eventually.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { addition, SETTINGS, TESTER } from '../sample-content.ts';
import { away, it as keeperTest, live, NO_POLLING, questionsOf, QUICK } from './keeper-fixtures.ts';

/** With `takeSnapshot`, which makes a bank `finance` of these questions and leaves a snapshot of it. */
const it = keeperTest.extend(
  'takeSnapshot',
  ({ store, snapshots, start, addQuestions }) =>
    async (...questions: string[]) => {
      await store.createBank('finance', SETTINGS, TESTER);
      await addQuestions('finance', ...questions);
      await (await start(NO_POLLING, snapshots)).stop();
    },
);

it('answers from snapshots until the store is back', async ({
  store,
  seen,
  logger,
  snapshotFolder,
  start,
  addQuestions,
  takeStoreAway,
}) => {
  const deep = await openSnapshotFiles({ folder: join(snapshotFolder, 'deep'), logger });
  await store.createBank('finance', SETTINGS, TESTER);
  await store.replaceWords('finance', ['花呗'], TESTER);
  await addQuestions('finance', '怎么还款');
  const before = await start(NO_POLLING, deep);
  await before.stop();

  await addQuestions('finance', '怎么开户');
  const bringBack = takeStoreAway();
  // A database that neither answers nor fails.
  seen.bankVersions = () =>
    new Promise((_, reject) => setTimeout(reject, 1000, new AppError('store_unavailable')));
  const after = await start(QUICK, deep);
  expect([after.ready, after.storeAway]).toEqual([true, true]);
  expect(questionsOf(after, 'finance')).toEqual(['怎么还款']);
  expect(live(after, 'finance').vocabulary.words).toEqual(['花呗']);
  expect(after.find('absent')).toBe('pending');

  bringBack();
  await eventually(() => !after.storeAway && questionsOf(after, 'finance').length === 2);
  expect(live(after, 'finance').fromSnapshot).toBe(false);
});

it('answers from snapshots when the store goes away while it is being read', async ({
  seen,
  snapshots,
  start,
  takeSnapshot,
}) => {
  await takeSnapshot('怎么还款');

  seen.findBank = away;
  const started = await start(QUICK, snapshots);
  expect([started.ready, started.storeAway]).toEqual([true, true]);
  expect(questionsOf(started, 'finance')).toEqual(['怎么还款']);
});

it.for<[string, (store: Store) => Promise<unknown>, string[], number]>([
  ['nothing', () => Promise.resolve(), ['怎么还款'], 0],
  [
    'questions',
    (store) => store.applyQuestionChanges('finance', [addition('怎么开户')], TESTER),
    ['怎么开户', '怎么还款'],
    0,
  ],
  ['settings', (store) => store.updateBank('finance', { answerThreshold: 0.9 }, TESTER), ['怎么还款'], 0],
  ['words', (store) => store.replaceWords('finance', ['花呗'], TESTER), ['怎么还款'], 1],
])(
  'starts from snapshots and brings them up to date: %s changed',
  async ([, change, questions, built], { store, snapshots, start, takeSnapshot }) => {
    await takeSnapshot('怎么还款');
    await change(store);
    const engine = createFakeEngine();
    const started = await start(NO_POLLING, snapshots, engine);
    expect([started.ready, started.storeAway, engine.restored, engine.built]).toEqual([
      true,
      false,
      1,
      built,
    ]);
    expect(questionsOf(started, 'finance')).toEqual(questions);
    const { bank, fromSnapshot } = live(started, 'finance');
    expect([bank, fromSnapshot]).toEqual([await store.findBank('finance'), false]);
  },
);

it('reads anew what a snapshot of another history holds', async ({
  seen,
  earlier,
  snapshots,
  start,
  takeSnapshot,
}) => {
  await takeSnapshot('一', '二');
  await earlier.applyQuestionChanges('finance', [addition('甲'), addition('乙'), addition('丙')], TESTER);
  Object.assign(seen, earlier);
  const started = await start(NO_POLLING, snapshots);
  expect(questionsOf(started, 'finance')).toEqual(['丙', '乙', '甲']);
});

it('sets a snapshot aside that the engine cannot take, and reads the bank', async ({
  engine,
  snapshots,
  start,
  takeSnapshot,
}) => {
  await takeSnapshot('怎么还款');
  engine.restoreIndex = () => Promise.reject(new Error('an index of layout 99 cannot be read'));
  const started = await start(NO_POLLING, snapshots);
  expect(questionsOf(started, 'finance')).toEqual(['怎么还款']);
  expect(await snapshots.list()).toEqual([]);
});

it('says while snapshots cannot be written, and writes them once they can', async ({
  store,
  snapshots,
  start,
}) => {
  let isFull = true;
  const fullAtFirst: SnapshotStore = {
    ...snapshots,
    save: (snapshot) =>
      isFull ? Promise.reject(new Error('ENOSPC: no space left on device')) : snapshots.save(snapshot),
  };
  await store.createBank('finance', SETTINGS, TESTER);
  const started = await start({ ...QUICK, snapshotDelayMs: 10 }, fullAtFirst);
  await eventually(() => started.snapshotFault !== null);
  expect([started.ready, started.snapshotFault]).toEqual([true, 'ENOSPC: no space left on device']);
  isFull = false;
  await started.stop();
  expect(started.snapshotFault).toBeNull();
  expect(await snapshots.list()).toEqual(['finance']);
});
