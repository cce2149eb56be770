import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { CompiledQuery, QueryResult } from 'kysely';
import Libsql from 'libsql';
import { Checkpoints } from './checkpoints.ts';
import { PreparedStatements } from './prepared-statements.ts';
import type { LentConnection } from './sqlite-driver.ts';
import { isGone } from './sqlite-errors.ts';
import { toSqlite } from './to-sqlite.ts';
import { waitForLocks } from './wait-for-locks.ts';

export interface SqliteConnectionOptions {
  file: string;
  readOnly: boolean;
  /** How long a statement waits for another writer, in milliseconds. */
  busyTimeoutMs: number;
}

const CHECKPOINT_DELAY_MS = 2000;

/**
 * One connection to a SQLite file, opened by its first statement and again after the file was out of reach.
 * The driver is synchronous: the connection gives way to the event loop after every statement, and waits
 * for a lock with a timer of its own rather than with SQLite's, which would stop the whole process.
 */
export class SqliteConnection implements LentConnection {
  readonly #options: SqliteConnectionOptions;
  readonly #checkpoints: Checkpoints;
  #db: Libsql.Database | undefined;
  readonly #prepared = new PreparedStatements();

  constructor(options: SqliteConnectionOptions) {
    this.#options = options;
    this.#checkpoints = new Checkpoints(options.file, CHECKPOINT_DELAY_MS);
  }

  async begin(): Promise<void> {
    // A writer takes the lock at once: one that began as a reader could not be made to wait for it.
    const mode = this.#options.readOnly ? 'deferred' : 'immediate';
    await this.#waitingForLocks(() => {
      this.#open().exec(`begin ${mode}`);
    });
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what is thrown is to be a rejection
  async commit(): Promise<void> {
    this.#prepared.transactionEnded();
    this.#db?.exec('commit');
    this.#committed();
  }

  /** No-op when SQLite has already rolled back, as after a full disk. */
  // eslint-disable-next-line @typescript-eslint/require-await -- what is thrown is to be a rejection
  async rollback(): Promise<void> {
    this.#prepared.clear();
    if (this.#db?.inTransaction === true) this.#db.exec('rollback');
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const values = parameters.map(toSqlite);
    const result = await this.#waitingForLocks(() => run<R>(this.#open(), this.#prepared, sql, values));
    if (result.numAffectedRows !== undefined && this.#db?.inTransaction === false) this.#committed();
    await turn();
    return result;
  }

  // eslint-disable-next-line require-yield -- nothing here streams; batches keep reads short
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.reject(new Error('Streaming is not supported'));
  }

  /** Once what was committed is in the file. */
  async destroy(): Promise<void> {
    await this.#checkpoints.finish();
    this.#close();
  }

  #committed(): void {
    if (!this.#options.readOnly && this.#options.file !== ':memory:') this.#checkpoints.committed();
  }

  #close(): void {
    this.#prepared.clear();
    this.#db?.close();
    this.#db = undefined;
  }

  #open(): Libsql.Database {
    if (this.#db !== undefined) return this.#db;
    const { file, readOnly } = this.#options;
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    const db = new Libsql(file);
    try {
      db.exec('pragma journal_mode = wal');
      db.exec('pragma synchronous = normal');
      db.exec('pragma foreign_keys = on');
      // `Checkpoints` does it, beside this thread; at 256 MB, where that cannot keep up, SQLite itself.
      db.exec('pragma wal_autocheckpoint = 65536');
      if (readOnly) db.exec('pragma query_only = on');
    } catch (error) {
      db.close();
      throw error;
    }
    this.#db = db;
    return db;
  }

  #waitingForLocks<T>(work: () => T): Promise<T> {
    return waitForLocks(this.#options.busyTimeoutMs, () => {
      try {
        return work();
      } catch (error) {
        if (isGone(error)) this.#close();
        throw error;
      }
    });
  }
}

/**
 * A statement that meets a lock keeps its view of the database until it is garbage, and with it the
 * connection: every further attempt would be refused as out of date. `exec` leaves nothing behind, so locks
 * are taken there, for single writes too.
 */
function run<R>(
  db: Libsql.Database,
  prepared: PreparedStatements,
  sql: string,
  values: readonly unknown[],
): QueryResult<R> {
  const { statement, toRow } = prepared.of(db, sql);
  if (toRow !== null)
    return { rows: (statement.all(values) as unknown[][]).map((list) => toRow(list)) as R[] };
  const alone = !db.inTransaction;
  if (alone) db.exec('begin immediate');
  try {
    const { changes } = statement.run(values);
    if (alone) db.exec('commit');
    return { rows: [], numAffectedRows: BigInt(changes) };
  } catch (error) {
    if (alone && db.inTransaction) db.exec('rollback');
    throw error;
  }
}
