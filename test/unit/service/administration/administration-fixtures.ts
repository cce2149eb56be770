import { test } from 'vitest';
import { createLocalChangeNotifier } from '../../../../src/cache/local-change-notifier.ts';
import { AppError } from '../../../../src/errors.ts';
import { createAdministration } from '../../../../src/service/administration/create-administration.ts';
import type { Caller } from '../../../../src/service/caller.ts';
import { createIndexKeeper } from '../../../../src/service/index-keeper/create-index-keeper.ts';
import { recordingLogger } from '../../../helpers/recording-logger.ts';
import { sqliteStore } from '../../../helpers/sqlite-store.ts';
import { createFakeEngine } from '../fake-engine.ts';

export const owner: Caller = { name: 'key:owner', role: 'owner', banks: null };
export const editor: Caller = { name: 'key:editor', role: 'editor', banks: ['finance'] };
export const reader: Caller = { name: 'key:reader', role: 'reader', banks: ['finance'] };

/** An update of whatever version there is. */
export const ANY_VERSION = { expectedVersion: null, reason: null };

export const clock = { now: () => new Date('2026-03-01T08:00:00Z') };

/**
 * A test of the administration over a real SQLite store and a real index keeper that does not poll. It names what it
 * needs of:
 * - `store`, `engine`, `keeper`;
 * - `administration`, over them, with an empty bank `finance`;
 * - `announced`, the banks of all changes that were announced;
 * - `searchable`, the questions of `finance` that searches find, in order.
 */
export const it = test
  .extend('store', async ({ onTestFinished }) => {
    const store = await sqliteStore();
    onTestFinished(() => store.close());
    return store;
  })
  .extend('engine', () => createFakeEngine())
  .extend('keeper', async ({ store, engine, onTestFinished }) => {
    const keeper = createIndexKeeper(
      {
        ...{ store, engine, clock, snapshots: null },
        ...{ notifier: createLocalChangeNotifier(), logger: recordingLogger() },
      },
      { pollIntervalMs: 3_600_000 },
    );
    onTestFinished(() => keeper.stop());
    await keeper.start();
    return keeper;
  })
  .extend('announced', (): string[] => [])
  .extend('administration', async ({ store, engine, keeper, announced }) => {
    const notifier = createLocalChangeNotifier();
    notifier.subscribe((bank) => announced.push(bank));
    const administration = createAdministration({ store, engine, keeper, notifier, clock });
    await administration.createBank('finance', {}, owner);
    return administration;
  })
  .extend('searchable', ({ keeper }) => (): string[] => {
    const live = keeper.find('finance');
    if (live === null || live === 'pending') throw new Error(`finance is ${live ?? 'unknown'}`);
    return [...live.index.documents()].map(({ question }) => question).sort();
  });

/** What the call is refused with; throws where it is not refused, or by another error. */
export async function refusalOf(call: Promise<unknown>): Promise<AppError> {
  const error: unknown = await call.then(
    () => new Error('not refused'),
    (refusal: unknown) => refusal,
  );
  if (error instanceof AppError) return error;
  throw error;
}

export const pathsOf = ({ details }: AppError) => details.map(({ path }) => path);
