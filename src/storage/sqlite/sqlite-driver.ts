import type { DatabaseConnection, Driver } from 'kysely';
import { Mutex } from './mutex.ts';

export interface LentConnection extends DatabaseConnection {
  /** Begins a transaction, waiting for the locks that it needs. */
  begin(): Promise<void>;
  commit(): Promise<void>;
  rollback(): Promise<void>;
  destroy(): Promise<void>;
}

/** One connection that is lent to one user at a time; the others wait in line. */
export class SqliteDriver implements Driver {
  readonly #connection: LentConnection;
  readonly #inUse = new Mutex();

  constructor(connection: LentConnection) {
    this.#connection = connection;
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
    return connection.begin();
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
