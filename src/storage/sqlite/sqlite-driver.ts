import type { Driver } from 'kysely';
import { Mutex } from './mutex.ts';
import { SqliteConnection, type SqliteConnectionOptions } from './sqlite-connection.ts';

/** One connection that is lent to one user at a time; the others wait in line. */
export class SqliteDriver implements Driver {
  readonly #connection: SqliteConnection;
  readonly #mode: 'deferred' | 'immediate';
  readonly #inUse = new Mutex();

  constructor(options: SqliteConnectionOptions) {
    this.#connection = new SqliteConnection(options);
    // A writer takes the lock at once: one that began as a reader could not be made to wait for it.
    this.#mode = options.readOnly ? 'deferred' : 'immediate';
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
    await connection.begin(this.#mode);
  }

  commitTransaction(connection: SqliteConnection): Promise<void> {
    connection.commit();
    return Promise.resolve();
  }

  rollbackTransaction(connection: SqliteConnection): Promise<void> {
    connection.rollback();
    return Promise.resolve();
  }

  destroy(): Promise<void> {
    return this.#connection.destroy();
  }
}
