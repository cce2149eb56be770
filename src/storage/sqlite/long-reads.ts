import { setImmediate as turn } from 'node:timers/promises';
import type { CompiledQuery, QueryResult } from 'kysely';
import { openAsynchronously, type AsynchronousDatabase } from './asynchronous-libsql.ts';
import { rowMaker, type Row } from './row-maker.ts';
import type { LentConnection } from './sqlite-driver.ts';
import { toSqlite } from './to-sqlite.ts';
import { waitForLocks } from './wait-for-locks.ts';

const ROWS_PER_TURN = 1000;

/**
 * Transactions that read a SQLite file beside the event loop: what goes through a bank of a million questions takes up to
 * a second, in which nothing would be answered. Each has a connection of its own, which takes a millisecond, and nothing of
 * it may become garbage before its end, see `openAsynchronously`.
 */
export class LongReads implements LentConnection {
  readonly #file: string;
  readonly #busyTimeoutMs: number;
  #db: AsynchronousDatabase | undefined;
  /** Statements and their rows. */
  readonly #kept = new Set<unknown>();

  constructor({ file, busyTimeoutMs }: { file: string; busyTimeoutMs: number }) {
    this.#file = file;
    this.#busyTimeoutMs = busyTimeoutMs;
  }

  async begin(): Promise<void> {
    const db = openAsynchronously(this.#file);
    try {
      await waitForLocks(this.#busyTimeoutMs, () => db.exec('pragma query_only = on; begin deferred'));
    } catch (error) {
      db.close();
      throw error;
    }
    this.#db = db;
  }

  async executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const values = parameters.map(toSqlite);
    const statement = await this.#db!.prepare(sql);
    this.#kept.add(statement);
    statement.raw(true);
    const toRow = rowMaker(statement.columns());
    const lists = await waitForLocks(this.#busyTimeoutMs, () => statement.iterate(values));
    this.#kept.add(lists);
    const rows: Row[] = [];
    // What stands behind the first row is read by this thread.
    for (const list of lists as Iterable<unknown[]>) {
      rows.push(toRow(list));
      if (rows.length % ROWS_PER_TURN === 0) await turn();
    }
    return { rows: rows as R[] };
  }

  // eslint-disable-next-line require-yield -- nothing here streams
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.reject(new Error('Streaming is not supported'));
  }

  commit(): Promise<void> {
    return this.#end('commit');
  }

  rollback(): Promise<void> {
    return this.#end('rollback');
  }

  async destroy(): Promise<void> {
    // Each transaction has closed its connection.
  }

  async #end(how: 'commit' | 'rollback'): Promise<void> {
    const db = this.#db;
    this.#db = undefined;
    try {
      if (db?.inTransaction === true) await db.exec(how);
    } finally {
      db?.close();
      this.#kept.clear();
    }
  }
}
