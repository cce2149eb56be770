import { CompiledQuery, type Driver } from 'kysely';
import { Mutex } from './mutex.ts';
import { SqliteConnection, type SqliteConnectionOptions } from './sqlite-connection.ts';

/** One connection that is lent to one user at a time; the others wait in line. */
export class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection;
  readonly #begin: string;
  readonly #inUse = new Mutex();

  constructor(options: SqliteConnectionOptions) {
    this.#connection = new SqliteConnection(options);
    // A writer takes the lock at once: one that began as a reader could not be made to wait for it.
    this.#begin = options.readOnly ? 'begin' : 'begin immediate';
  }

  async init(): Promise<void> {
    // The connection opens with its first statement.
  }

  async acquireConnection(): Promise<SqliteConnection> {
    await this.#inUse.lock();
    return this.#connection;
  }

  releaseConnection(): Promise<void> {
    this.#inUse.unlock();
    return Promise.resolve();
  }

  async beginTransaction(connection: SqliteConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw(this.#begin));
  }

  async commitTransaction(connection: SqliteConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('commit'));
  }

  /** SQLite has already rolled back after some errors, such as a full disk. */
  async rollbackTransaction(connection: SqliteConnection): Promise<void> {
    if (connection.inTransaction) await connection.executeQuery(CompiledQuery.raw('rollback'));
  }

  destroy(): Promise<void> {
    this.#connection.close();
    return Promise.resolve();
  }
}
