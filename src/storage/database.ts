import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely, type Transaction, type TransactionBuilder } from 'kysely';
import { AppError } from '../errors.ts';
import type { ReplicaHealth } from '../service/ports/store.ts';
import type { Fingerprints } from './find-outside-changes.ts';
import { runMigrations } from './migrations/run-migrations.ts';
import type { SchemaDialect } from './migrations/schema-dialect.ts';
import type { Tables } from './tables.ts';

/**
 * How the queries of this folder reach a database, the same for both kinds.
 * Every method throws AppError only: `store_unavailable` when the database is away, busy for too long or without its
 * tables, `internal` for anything else the driver objects to, and what `work` itself throws; `migrate` throws
 * NewerSchemaError, too.
 */
export interface Database {
  readonly name: 'mysql' | 'sqlite';
  /** Runs one statement. */
  query<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Runs reading statements that all see the same committed state. */
  snapshot<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /**
   * Like `snapshot`, for reads of one bank that cost much: a replica may answer, as long as it gives nothing older than
   * what the primary has when this is called.
   */
  snapshotOfBank<T>(bank: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Like `snapshotOfBank`, for statements that go through a whole bank: none of them holds the event loop. */
  lookThroughBank<T>(bank: string, work: (db: Kysely<Tables>) => Promise<T>): Promise<T>;
  /** Runs one transaction: all or nothing. `work` may run again after a deadlock, so it must have no other effect. */
  write<T>(work: (transaction: Transaction<Tables>) => Promise<T>): Promise<T>;
  migrate(): Promise<string[]>;
  /** Null: not needed, triggers can always be had. */
  readonly fingerprints: Fingerprints | null;
  /** Whether changes that other programs make to the rows get their entries in the change log. */
  logsOutsideChanges(): Promise<boolean>;
  ping(): Promise<void>;
  replicas(): readonly ReplicaHealth[];
  close(): Promise<void>;
}

/** What one kind of database brings along. */
export interface DatabaseParts {
  name: Database['name'];
  reads: Kysely<Tables>;
  /** May be the same as `reads`. */
  writes: Kysely<Tables>;
  /** For statements that would hold the event loop in `reads`; may be the same. */
  longReads: Kysely<Tables>;
  beginSnapshot(reads: Kysely<Tables>): TransactionBuilder<Tables>;
  schemaDialect(writes: Kysely<Tables>): Promise<SchemaDialect>;
  triggers: DatabaseTriggers;
  fingerprints: Fingerprints | null;
  /** The AppError for an error of the driver; any other error unchanged. */
  translateError(error: unknown): unknown;
  /** Whether the transaction was rolled back only because others were in its way. */
  isContention(error: unknown): boolean;
  /** How long `ping` waits, in milliseconds. */
  pingTimeoutMs: number;
}

/** The triggers that log what other programs change. */
export interface DatabaseTriggers {
  /** Creates what is missing, as far as that is allowed. */
  install(writes: Kysely<Tables>): Promise<void>;
  areInstalled(reads: Kysely<Tables>): Promise<boolean>;
  /** Keep the triggers from acting between them, where the connection does not. */
  beginOwnWrite?(transaction: Transaction<Tables>): Promise<void>;
  endOwnWrite?(transaction: Transaction<Tables>): Promise<void>;
}

const WRITE_ATTEMPTS = 5;

export function createDatabase(parts: DatabaseParts): Database {
  const { reads, writes, longReads, triggers } = parts;

  const translating = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw parts.translateError(error);
    }
  };

  const retrying = async <T>(work: () => Promise<T>): Promise<T> => {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt === WRITE_ATTEMPTS || !parts.isContention(error)) throw error;
        await sleep(Math.random() * 20 * 2 ** attempt);
      }
    }
  };

  const asOwnWrite =
    <T>(work: (transaction: Transaction<Tables>) => Promise<T>) =>
    async (transaction: Transaction<Tables>): Promise<T> => {
      await triggers.beginOwnWrite?.(transaction);
      const result = await work(transaction);
      await triggers.endOwnWrite?.(transaction);
      return result;
    };

  const query: Database['query'] = (work) => translating(() => work(reads));
  const snapshotBy =
    (connection: Kysely<Tables>): Database['snapshot'] =>
    (work) =>
      translating(() => parts.beginSnapshot(connection).execute(work));
  const snapshot = snapshotBy(reads);
  const longSnapshot = snapshotBy(longReads);

  return {
    name: parts.name,
    fingerprints: parts.fingerprints,
    query,
    snapshot,
    snapshotOfBank: (_bank, work) => snapshot(work),
    lookThroughBank: (_bank, work) => longSnapshot(work),
    write: (work) => translating(() => retrying(() => writes.transaction().execute(asOwnWrite(work)))),
    migrate: () =>
      translating(async () => {
        const applied = await runMigrations(writes, await parts.schemaDialect(writes));
        await triggers.install(writes);
        return applied;
      }),
    logsOutsideChanges: () => query((db) => triggers.areInstalled(db)),
    ping: () =>
      within(
        parts.pingTimeoutMs,
        query(async (db) => {
          await sql`select 1`.execute(db);
        }),
      ),
    replicas: () => [],
    close: async () => {
      for (const connection of new Set([longReads, reads, writes])) await connection.destroy();
    },
  };
}

async function within(milliseconds: number, work: Promise<void>): Promise<void> {
  const timer = new AbortController();
  const late = sleep(milliseconds, undefined, { signal: timer.signal }).then(() => {
    throw new AppError('store_unavailable');
  });
  try {
    await Promise.race([work, late]);
  } finally {
    timer.abort();
    late.catch(() => undefined);
  }
}
