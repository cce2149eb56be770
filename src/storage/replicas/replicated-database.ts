import { AppError } from '../../errors.ts';
import type { Logger } from '../../service/ports/logger.ts';
import type { ReplicaHealth } from '../../service/ports/store.ts';
import { within } from '../../service/within.ts';
import type { Database } from '../database.ts';
import { changeMarkOf, versionOfBank } from './bank-progress.ts';

export interface ReplicaOptions {
  logger: Logger;
  /** How long a replica may take to say how far it is; longer counts as away. Milliseconds, default 1000. */
  probeWithinMs?: number;
  /** How long one that is away is left alone, in milliseconds; default 5000. */
  retryAfterMs?: number;
}

interface Replica {
  /** 1-based, in the order of the configuration. */
  readonly number: number;
  readonly database: Database;
  state: ReplicaHealth['state'];
  retryAtMs: number;
}

/**
 * `primary` with the costly reads of a bank answered by the replicas in turn: by the next one that has the last change
 * of the bank which the primary has at that moment, so that nothing read is older than what the primary would have given.
 * The primary answers where no replica can, also when one fails in the middle. Everything else is the primary's.
 */
export function replicatedDatabase(
  primary: Database,
  replicas: readonly Database[],
  { logger, probeWithinMs = 1000, retryAfterMs = 5000 }: ReplicaOptions,
): Database {
  const all = replicas.map((database, at): Replica => {
    return { number: at + 1, database, state: 'up', retryAtMs: 0 };
  });
  let turn = 0;

  const setState = (replica: Replica, state: Replica['state'], error?: unknown): void => {
    const before = replica.state;
    replica.state = state;
    if (before === state) return;
    const fields = { replica: replica.number, ...(error === undefined ? {} : { error }) };
    if (state === 'up') logger.info(fields, 'A database replica is in use again');
    else if (state === 'away') logger.warn(fields, 'A database replica is away; the primary is read instead');
    else logger.warn(fields, 'A database replica is behind; the primary is read instead');
  };

  const fail = (replica: Replica, error: unknown): void => {
    replica.retryAtMs = performance.now() + retryAfterMs;
    setState(replica, 'away', error);
  };

  const isAsFar = async (replica: Replica, bank: string, version: number, mark: string | null) => {
    const has = async (): Promise<boolean> =>
      (await versionOfBank(replica.database, bank)) >= version &&
      (await changeMarkOf(replica.database, bank, version)) === mark;
    try {
      const asFar = await within(probeWithinMs, has());
      setState(replica, asFar ? 'up' : 'behind');
      return asFar;
    } catch (error) {
      fail(replica, error);
      return false;
    }
  };

  /** The next that has everything of the bank; null: none. */
  const choose = async (bank: string): Promise<Replica | null> => {
    const version = await versionOfBank(primary, bank);
    const mark = await changeMarkOf(primary, bank, version);
    const first = turn++;
    for (let at = 0; at < all.length; at++) {
      const replica = all[(first + at) % all.length]!;
      if (replica.retryAtMs <= performance.now() && (await isAsFar(replica, bank, version, mark)))
        return replica;
    }
    return null;
  };

  const snapshotOfBank: Database['snapshotOfBank'] = async (bank, work) => {
    const replica = await choose(bank);
    if (replica !== null) {
      try {
        return await replica.database.snapshot(work);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        fail(replica, error);
      }
    }
    return primary.snapshot(work);
  };

  return {
    ...primary,
    snapshotOfBank,
    lookThroughBank: snapshotOfBank,
    replicas: () => all.map(({ number, state }) => ({ number, state })),
    async close() {
      await Promise.all([primary.close(), ...replicas.map((replica) => replica.close())]);
    },
  };
}
