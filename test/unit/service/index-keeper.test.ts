/**
 * 1. At start every bank is read; only published questions are in its index.
 * 2. A write of this process is found as soon as `catchUp` resolves, without waiting for a poll, also when the store
 *    was busy for a moment.
 * 3. Changes of other processes are found by polling, and at once when announced.
 * 4. Many changes are read page by page and published once; removed and archived questions go.
 * 5. New settings are taken over; a new vocabulary builds the index anew.
 * 6. Banks come and go; a bank removed and made again is read anew.
 * 7. A version that went backwards, a gap in the change log, or a log that went on from an earlier state builds the
 *    index anew, and the old one answers until then.
 * 8. While the store is away the last index stays, `storeAway` says so, one line is logged; it recovers.
 * 9. A store away at start is retried: `pending` until it is there.
 * 10. With snapshots, a start without the store answers from them, and follows the change log when it is back; a start
 *     with the store does so at once. What the change log does not lead on from is read anew.
 * 11. A store that hangs counts as away long before its statements time out.
 * 12. Snapshots that cannot be written cost nothing but themselves, and are written once they can be.
 * 13. A bank that cannot be indexed does not hold up the others, nor does one that takes long.
 * 14. A bank that does not fit the memory limit is not loaded, or stays as it was; the others go on.
 * 15. Stopping gives up what is being built.
 * 16. An index prepared for changes under way is taken once the log shows them as told, and for no others.
 */
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLocalChangeNotifier } from '../../../src/cache/local-change-notifier.ts';
import { AppError } from '../../../src/errors.ts';
import {
  createIndexKeeper,
  type IndexKeeperOptions,
} from '../../../src/service/index-keeper/create-index-keeper.ts';
import type { IndexKeeper } from '../../../src/service/index-keeper/index-keeper.ts';
import type { LiveBank } from '../../../src/service/index-keeper/live-bank.ts';
import type { SnapshotStore } from '../../../src/service/ports/snapshot-store.ts';
import type { Store } from '../../../src/service/ports/store.ts';
import { comingChanges } from '../../../src/service/transfer/coming-changes.ts';
import { openSnapshotFiles } from '../../../src/snapshot-files/open-snapshot-files.ts';
import { eventually } from '../../helpers/eventually.ts';
import { recordingLogger } from '../../helpers/recording-logger.ts';
import { temporaryFolder } from '../../helpers/temporary-folder.ts';
import { sqliteStore } from '../../helpers/sqlite-store.ts';
import { createFakeEngine, type FakeEngine } from './fake-engine.ts';
import { addition, SETTINGS, TESTER } from './sample-content.ts';

const clock = { now: () => new Date() };
/** So long that only announcements and `catchUp` bring news. */
const NO_POLLING: IndexKeeperOptions = { pollIntervalMs: 3_600_000 };
const QUICK: IndexKeeperOptions = { pollIntervalMs: 20, longestRetryMs: 50, snapshotAfterMs: 200 };

let store: Store;
let engine: FakeEngine;
let logger: ReturnType<typeof recordingLogger>;
let notifier: ReturnType<typeof createLocalChangeNotifier>;
let keeper: IndexKeeper | null;
/** What the keeper sees of the store: tests replace single methods. */
let seen: Store;

beforeEach(async () => {
  store = await sqliteStore();
  seen = { ...store };
  engine = createFakeEngine();
  logger = recordingLogger();
  notifier = createLocalChangeNotifier();
  keeper = null;
});

afterEach(async () => {
  await keeper?.stop();
  await store.close();
});

async function start(options: IndexKeeperOptions, snapshots: SnapshotStore | null = null) {
  keeper = createIndexKeeper({ store: seen, engine, notifier, snapshots, clock, logger }, options);
  await keeper.start();
  return keeper;
}

async function addQuestions(bank: string, ...questions: string[]) {
  return store.applyQuestionChanges(
    bank,
    questions.map((question) => addition(question)),
    TESTER,
  );
}

function live(of: IndexKeeper, bank: string): LiveBank {
  const found = of.find(bank);
  if (found === null || found === 'pending') throw new Error(`${bank} is ${found ?? 'unknown'}`);
  return found;
}

const questionsOf = (of: IndexKeeper, bank: string) =>
  [...live(of, bank).index.documents()].map(({ question }) => question).sort();

const away = () => Promise.reject(new AppError('store_unavailable'));

/** The store is away for the keeper until the returned function is called. */
function takeStoreAway(): () => void {
  const methods = { bankVersions: away, findBank: away, listChangedSince: away, readVocabulary: away };
  Object.assign(seen, methods);
  return () => Object.assign(seen, store);
}

describe('following the store', () => {
  it('reads every bank at start, published questions only', async () => {
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

  it('is ready without any bank', async () => {
    expect((await start(NO_POLLING)).ready).toBe(true);
  });

  it('holds a write of this process once caught up', async () => {
    await store.createBank('finance', SETTINGS, TESTER);
    const started = await start(NO_POLLING);
    const { bankVersion } = await addQuestions('finance', '怎么还款');
    expect(questionsOf(started, 'finance')).toEqual([]);
    await started.catchUp('finance', bankVersion);
    expect(questionsOf(started, 'finance')).toEqual(['怎么还款']);
    expect(live(started, 'finance').bank.version).toBe(bankVersion);
    expect(engine.built).toBe(1);
  });

  it('holds it also when the store was busy for a moment', async () => {
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

  describe('with an index prepared for what is being written', () => {
    const changes = ['甲', '乙'].map((question) => ({ ...addition(question), id: `id-${question}` }));
    const noLog = () => Promise.reject(new Error('The change log is not followed'));

    it('takes it once the change log shows the changes as told', async () => {
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

    it('leaves it where others were quicker, or nothing came of it', async () => {
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
  });

  it('finds changes of others by polling', async () => {
    await store.createBank('finance', SETTINGS, TESTER);
    const started = await start(QUICK);
    await addQuestions('finance', '怎么还款');
    await eventually(() => live(started, 'finance').index.size === 1);
  });

  it('finds announced changes at once', async () => {
    await store.createBank('finance', SETTINGS, TESTER);
    const started = await start(NO_POLLING);
    await addQuestions('finance', '怎么还款');
    await notifier.announce('finance');
    await eventually(() => live(started, 'finance').index.size === 1);
  });

  it('publishes many changes once', async () => {
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

  it('takes over settings without building anew, vocabulary by building anew', async () => {
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

  it('follows banks that come, go and come again', async () => {
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

  it('builds anew after the database was put back to an earlier state', async () => {
    await store.createBank('finance', SETTINGS, TESTER);
    await addQuestions('finance', '一', '二', '三');
    const started = await start(NO_POLLING);
    const earlier = await sqliteStore();
    await earlier.createBank('finance', SETTINGS, TESTER);
    await earlier.applyQuestionChanges('finance', [addition('一')], TESTER);
    Object.assign(seen, earlier);
    await started.refresh('finance');
    expect(questionsOf(started, 'finance')).toEqual(['一']);
    expect(live(started, 'finance').bank.version).toBe(2);
    await earlier.close();
  });

  it.each([2, 3, 4])(
    'builds anew after the database was put back and went on by %d questions',
    async (more) => {
      await store.createBank('finance', SETTINGS, TESTER);
      await addQuestions('finance', '一', '二', '三');
      const started = await start(QUICK);
      const bringBack = takeStoreAway();
      await eventually(() => started.storeAway);
      const earlier = await sqliteStore();
      await earlier.createBank('finance', SETTINGS, TESTER);
      const others = Array.from({ length: more }, (_, at) => addition(`别的 ${at}`));
      await earlier.applyQuestionChanges('finance', [addition('一'), ...others], TESTER);
      expect(questionsOf(started, 'finance')).toEqual(['一', '三', '二']);
      bringBack();
      Object.assign(seen, earlier);
      await eventually(() => questionsOf(started, 'finance').length === more + 1 && !started.storeAway);
      expect(questionsOf(started, 'finance')).toEqual(['一', ...others.map((_, at) => `别的 ${at}`)]);
      await started.stop();
      await earlier.close();
    },
  );

  it('builds anew over a gap in the change log', async () => {
    await store.createBank('finance', SETTINGS, TESTER);
    const started = await start(NO_POLLING);
    const { bankVersion } = await addQuestions('finance', '一', '二', '三');
    seen.listChangedSince = async (...range) => (await store.listChangedSince(...range)).slice(1);
    await started.catchUp('finance', bankVersion);
    expect(questionsOf(started, 'finance')).toEqual(['一', '三', '二']);
    expect(engine.built).toBe(2);
  });
});

describe('without the store', () => {
  it('answers from snapshots when the store goes away while it is being read', async () => {
    const folder = temporaryFolder('snapshots');
    const snapshots = await openSnapshotFiles({ folder: folder.path, logger });
    await store.createBank('finance', SETTINGS, TESTER);
    await addQuestions('finance', '怎么还款');
    await (await start(NO_POLLING, snapshots)).stop();

    seen.findBank = away;
    const started = await start(QUICK, snapshots);
    expect([started.ready, started.storeAway]).toEqual([true, true]);
    expect(questionsOf(started, 'finance')).toEqual(['怎么还款']);
  });

  it('keeps the last index, says so, logs once and recovers', async () => {
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

  it('notices a store that hangs', async () => {
    await store.createBank('finance', SETTINGS, TESTER);
    const started = await start({ ...QUICK, versionsWithinMs: 50 });
    seen.bankVersions = () => new Promise(() => undefined);
    await eventually(() => started.storeAway);
    expect(started.ready).toBe(true);
    Object.assign(seen, store);
    await eventually(() => !started.storeAway);
  });

  it('says while snapshots cannot be written, and writes them once they can', async () => {
    const folder = temporaryFolder('snapshots');
    const files = await openSnapshotFiles({ folder: folder.path, logger });
    let isFull = true;
    const snapshots: SnapshotStore = {
      ...files,
      save: (snapshot) =>
        isFull ? Promise.reject(new Error('ENOSPC: no space left on device')) : files.save(snapshot),
    };
    await store.createBank('finance', SETTINGS, TESTER);
    const started = await start({ ...QUICK, snapshotDelayMs: 10 }, snapshots);
    await eventually(() => started.snapshotFault !== null);
    expect([started.ready, started.snapshotFault]).toEqual([true, 'ENOSPC: no space left on device']);
    isFull = false;
    await started.stop();
    expect(started.snapshotFault).toBeNull();
    expect(await files.list()).toEqual(['finance']);
  });

  it('retries a store that is away at start', async () => {
    await store.createBank('finance', SETTINGS, TESTER);
    const bringBack = takeStoreAway();
    const started = await start(QUICK);
    expect([started.ready, started.storeAway, started.find('finance')]).toEqual([false, true, 'pending']);
    bringBack();
    await eventually(() => started.ready);
    expect(live(started, 'finance').bank.name).toBe('finance');
  });

  it.each([
    ['nothing', () => Promise.resolve(), ['怎么还款'], 0],
    ['questions', () => addQuestions('finance', '怎么开户'), ['怎么开户', '怎么还款'], 0],
    ['settings', () => store.updateBank('finance', { answerThreshold: 0.9 }, TESTER), ['怎么还款'], 0],
    ['words', () => store.replaceWords('finance', ['花呗'], TESTER), ['怎么还款'], 1],
  ])('starts from snapshots and brings them up to date: %s changed', async (_, change, questions, built) => {
    const folder = temporaryFolder('snapshots');
    const snapshots = await openSnapshotFiles({ folder: folder.path, logger });
    await store.createBank('finance', SETTINGS, TESTER);
    await addQuestions('finance', '怎么还款');
    await (await start(NO_POLLING, snapshots)).stop();
    await change();
    engine = createFakeEngine();
    const started = await start(NO_POLLING, snapshots);
    expect([started.ready, started.storeAway, engine.restored, engine.built]).toEqual([
      true,
      false,
      1,
      built,
    ]);
    expect(questionsOf(started, 'finance')).toEqual(questions);
    const { bank, fromSnapshot } = live(started, 'finance');
    expect([bank, fromSnapshot]).toEqual([await store.findBank('finance'), false]);
    folder.remove();
  });

  it('reads anew what a snapshot of another history holds', async () => {
    const folder = temporaryFolder('snapshots');
    const snapshots = await openSnapshotFiles({ folder: folder.path, logger });
    await store.createBank('finance', SETTINGS, TESTER);
    await addQuestions('finance', '一', '二');
    await (await start(NO_POLLING, snapshots)).stop();
    const earlier = await sqliteStore();
    await earlier.createBank('finance', SETTINGS, TESTER);
    await earlier.applyQuestionChanges('finance', [addition('甲'), addition('乙'), addition('丙')], TESTER);
    Object.assign(seen, earlier);
    const started = await start(NO_POLLING, snapshots);
    expect(questionsOf(started, 'finance')).toEqual(['丙', '乙', '甲']);
    await earlier.close();
    folder.remove();
  });

  it('sets a snapshot aside that the engine cannot take, and reads the bank', async () => {
    const folder = temporaryFolder('snapshots');
    const snapshots = await openSnapshotFiles({ folder: folder.path, logger });
    await store.createBank('finance', SETTINGS, TESTER);
    await addQuestions('finance', '怎么还款');
    await (await start(NO_POLLING, snapshots)).stop();
    engine.restoreIndex = () => Promise.reject(new Error('an index of layout 99 cannot be read'));
    const started = await start(NO_POLLING, snapshots);
    expect(questionsOf(started, 'finance')).toEqual(['怎么还款']);
    expect(await snapshots.list()).toEqual([]);
    folder.remove();
  });

  it('answers from snapshots until the store is back', async () => {
    const folder = temporaryFolder('snapshots');
    const snapshots = await openSnapshotFiles({ folder: join(folder.path, 'deep'), logger });
    await store.createBank('finance', SETTINGS, TESTER);
    await store.replaceWords('finance', ['花呗'], TESTER);
    await addQuestions('finance', '怎么还款');
    const before = await start(NO_POLLING, snapshots);
    await before.stop();

    await addQuestions('finance', '怎么开户');
    const bringBack = takeStoreAway();
    // A database that neither answers nor fails.
    seen.bankVersions = () =>
      new Promise((_, reject) => setTimeout(reject, 1000, new AppError('store_unavailable')));
    const after = await start(QUICK, snapshots);
    expect([after.ready, after.storeAway]).toEqual([true, true]);
    expect(questionsOf(after, 'finance')).toEqual(['怎么还款']);
    expect(live(after, 'finance').vocabulary.words).toEqual(['花呗']);
    expect(after.find('absent')).toBe('pending');

    bringBack();
    await eventually(() => !after.storeAway && questionsOf(after, 'finance').length === 2);
    expect(live(after, 'finance').fromSnapshot).toBe(false);
  });
});

it('does not let a bank that cannot be indexed hold up the others', async () => {
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

it('follows other banks while one is being built', async () => {
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

it('does not hold more than the memory limit', async () => {
  const some = Array.from({ length: 200 }, (_, at) => `第 ${at} 个问题怎么办`);
  await store.createBank('finance', SETTINGS, TESTER);
  await addQuestions('finance', ...some.slice(0, 50));
  await store.createBank('large', SETTINGS, TESTER);
  await addQuestions('large', ...some);
  const started = await start({ ...QUICK, memoryLimitBytes: 30_000 });
  expect([started.ready, started.find('large')]).toEqual([true, 'pending']);
  expect(live(started, 'finance').index.size).toBe(50);
  expect(started.faults()).toMatchObject([{ bank: 'large', error: { code: 'index_memory_exceeded' } }]);
  expect(started.room.usedBytes).toBeGreaterThan(5_000);

  const { questions } = await addQuestions('finance', ...some.slice(50));
  await eventually(() => started.faults().length === 2);
  expect(live(started, 'finance').index.size).toBe(50);
  const removals = questions.map((question) => ({
    kind: 'remove' as const,
    id: question!.id,
    expectedVersion: null,
  }));
  await store.applyQuestionChanges('finance', removals, TESTER);
  await eventually(() => started.faults().length === 1);
});

it('gives up what is being built when it stops', async () => {
  await store.createBank('long', SETTINGS, TESTER);
  engine.buildIndex = (_documents, _vocabulary, signal) =>
    new Promise((_resolve, reject) => {
      signal!.addEventListener('abort', () => {
        reject(signal!.reason as Error);
      });
    });
  const started = createIndexKeeper({ store: seen, engine, notifier, snapshots: null, clock, logger }, QUICK);
  const starting = started.start();
  await eventually(() => started.find('long') === 'pending');
  await started.stop();
  await starting;
  expect(logger.lines.filter(({ level }) => level === 'error')).toEqual([]);
});
