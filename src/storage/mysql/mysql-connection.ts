import type { CompiledQuery, DatabaseConnection, QueryResult } from 'kysely';
import type { PoolConnection } from 'mysql2';

/** A connection lent by the pool. */
export class MysqlConnection implements DatabaseConnection {
  readonly #connection: PoolConnection;
  readonly #timeoutMs: number;

  /** @param timeoutMs how long a statement may go without an answer, > 0 */
  constructor(connection: PoolConnection, timeoutMs: number) {
    this.#connection = connection;
    this.#timeoutMs = timeoutMs;
  }

  /** A statement that is not answered in time ends the connection: its answer might still come. */
  executeQuery<R>({ sql, parameters }: CompiledQuery): Promise<QueryResult<R>> {
    const statement = { sql, values: [...parameters], timeout: this.#timeoutMs };
    return new Promise((resolve, reject) => {
      this.#connection.query(statement, (error, result) => {
        if (error === null) {
          resolve(toResult<R>(result));
          return;
        }
        if (error.code === 'PROTOCOL_SEQUENCE_TIMEOUT') this.#connection.destroy();
        reject(error);
      });
    });
  }

  // eslint-disable-next-line require-yield -- nothing here streams; batches keep reads short
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    await Promise.reject(new Error('Streaming is not supported'));
  }

  release(): void {
    this.#connection.release();
  }

  /** Ends the connection instead of giving it back. */
  destroy(): void {
    this.#connection.destroy();
  }
}

function toResult<R>(result: unknown): QueryResult<R> {
  if (Array.isArray(result)) return { rows: result as R[] };
  return { rows: [], numAffectedRows: BigInt((result as { affectedRows: number }).affectedRows) };
}
