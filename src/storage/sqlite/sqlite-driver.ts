import type { DatabaseConnection, Driver } from 'kysely';
import { Mutex } from './mutex.ts';

/** A writer takes the lock at once: one that began as a reader could not be made to wait for it. */
export type TransactionMode = 'deferred' | 'immediate';

export interface LentConnection extends DatabaseConnection {
  begin(mode: TransactionMode): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  destroy(): Promise<void>;
}

/** One connection that is lent to one user at a time; the others wait in line. */
export class SqliteDriver implements Driver {
  readonly #connection: LentConnection;
  readonly #mode: TransactionMode;
  readonly #inUse = new Mutex();

  constructor(connection: LentConnection, mode: TransactionMode) {
    this.#connection = connection;
    this.#mode = mode;
  }

  async init(): Promise<void> {
    // The connection opens with its first statement.
  }

  async acquireConnection(): Promise<LentConnection> {
    await this.#inUse.lock();
    return this.#connection;
  }

  releaseConnection(): Promise<void> {
    this.#inUse.unlock();
    return Promise.resolve();
  }

  beginTransaction(connection: LentConnection): Promise<void> {
    return connection.begin(this.#mode);
  }

  commitTransaction(connection: LentConnection): Promise<void> {
    return connection.commit();
  }

  rollbackTransaction(connection: LentConnection): Promise<void> {
    return connection.rollback();
  }

  destroy(): Promise<void> {
    return this.#connection.destroy();
  }
}
