import { test } from 'vitest';
import { createLocalChangeNotifier } from '../../../../src/cache/local-change-notifier.ts';
import { AppError } from '../../../../src/errors.ts';
import {
  createIndexKeeper,
  type IndexKeeperOptions,
} from '../../../../src/service/index-keeper/create-index-keeper.ts';
import type { IndexKeeper } from '../../../../src/service/index-keeper/index-keeper.ts';
import type { LiveBank } from '../../../../src/service/index-keeper/live-bank.ts';
import type { SnapshotStore } from '../../../../src/service/ports/snapshot-store.ts';
import type { Store } from '../../../../src/service/ports/store.ts';
import { openSnapshotFiles } from '../../../../src/snapshot-files/open-snapshot-files.ts';
import { recordingLogger } from '../../../helpers/recording-logger.ts';
import { sqliteStore } from '../../../helpers/sqlite-store.ts';
import { temporaryFolder } from '../../../helpers/temporary-folder.ts';
import { createFakeEngine } from '../fake-engine.ts';
import { addition, SETTINGS, TESTER } from '../sample-content.ts';

const clock = { now: () => new Date() };

/** So long that only announcements and `catchUp` bring news. */
export const NO_POLLING: IndexKeeperOptions = { pollIntervalMs: 3_600_000 };
export const QUICK: IndexKeeperOptions = { pollIntervalMs: 20, longestRetryMs: 50, snapshotAfterMs: 200 };

/**
 * A test of index keepers over a real SQLite store. It names what it needs of:
 * - `store`; `seen`, what keepers see of it: tests replace single methods, and put them back from `store`;
 * - `earlier`, a store as one put back: it has an empty bank `finance`;
 * - `engine`, `logger`, `notifier`, which keepers share;
 * - `snapshots`, files in `snapshotFolder`;
 * - `createKeeper`, not started yet; `start`, a keeper that has started. Both are stopped when the test ends;
 * - `addQuestions` to a bank of the store;
 * - `takeStoreAway` from the keepers, until the function that it returns is called.
 */
export const it = test
  .extend('store', async ({ onTestFinished }) => {
    const store = await sqliteStore();
    onTestFinished(() => store.close());
    return store;
  })
  .extend('seen', ({ store }): Store => ({ ...store }))
  .extend('earlier', async ({ onTestFinished }) => {
    const earlier = await sqliteStore();
    onTestFinished(() => earlier.close());
    await earlier.createBank('finance', SETTINGS, TESTER);
    return earlier;
  })
  .extend('engine', () => createFakeEngine())
  .extend('logger', () => recordingLogger())
  .extend('notifier', () => createLocalChangeNotifier())
  .extend('snapshotFolder', ({ onTestFinished }) => {
    const folder = temporaryFolder('snapshots');
    onTestFinished(() => {
      folder.remove();
    });
    return folder.path;
  })
  .extend('snapshots', ({ snapshotFolder, logger }) => openSnapshotFiles({ folder: snapshotFolder, logger }))
  .extend('createKeeper', ({ seen, engine, notifier, logger, onTestFinished }) => {
    const shared = { store: seen, notifier, clock, logger };
    return (options: IndexKeeperOptions, snapshots: SnapshotStore | null = null, engineOfIts = engine) => {
      const keeper = createIndexKeeper({ ...shared, snapshots, engine: engineOfIts }, options);
      onTestFinished(() => keeper.stop());
      return keeper;
    };
  })
  .extend('start', ({ createKeeper }) => async (...parts: Parameters<typeof createKeeper>) => {
    const keeper = createKeeper(...parts);
    await keeper.start();
    return keeper;
  })
  .extend('addQuestions', ({ store }) => (bank: string, ...questions: string[]) => {
    const additions = questions.map((question) => addition(question));
    return store.applyQuestionChanges(bank, additions, TESTER);
  })
  .extend('takeStoreAway', ({ store, seen }) => (): (() => void) => {
    const methods = { bankVersions: away, findBank: away, listChangedSince: away, readVocabulary: away };
    Object.assign(seen, methods);
    return () => Object.assign(seen, store);
  });

/** What a method of a store that is away does. */
export const away = () => Promise.reject(new AppError('store_unavailable'));

/** The bank as it is searched; throws where it cannot be. */
export function live(keeper: IndexKeeper, bank: string): LiveBank {
  const found = keeper.find(bank);
  if (found === null || found === 'pending') throw new Error(`${bank} is ${found ?? 'unknown'}`);
  return found;
}

/** The questions that searches find, in order. */
export const questionsOf = (keeper: IndexKeeper, bank: string): string[] =>
  [...live(keeper, bank).index.documents()].map(({ question }) => question).sort();
