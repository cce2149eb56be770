import { CompiledQuery, type Driver, type TransactionSettings } from 'kysely';
import type { Pool, PoolConnection } from 'mysql2';
import { MysqlConnection } from './mysql-connection.ts';
import { MARK_OWN_SESSION } from './mysql-triggers.ts';
import { takeConnection } from './take-connection.ts';

export interface MysqlDriverOptions {
  /** `mysql://user:password@host:port/database` */
  url: string;
  /** How long to wait for a new connection, in milliseconds, > 0. */
  connectTimeoutMs: number;
  /** How long to wait for an answer, or for a connection while all are in use, in milliseconds, > 0. */
  statementTimeoutMs: number;
  /** Connections at most, ≥ 1. */
  connectionLimit: number;
}

/** mysql2's pool with bounded waiting, and sessions that behave the same on every server. */
export class MysqlDriver implements Driver {
  readonly #options: MysqlDriverOptions;
  #pool: Pool | null = null;
  readonly #settled = new WeakSet<PoolConnection>();

  constructor(options: MysqlDriverOptions) {
    this.#options = options;
  }

  /** Where the database is SQLite the library is never loaded. */
  async init(): Promise<void> {
    const { createPool } = await import('mysql2');
    const { url, connectionLimit, connectTimeoutMs } = this.#options;
    this.#pool = createPool({
      uri: url,
      connectionLimit,
      connectTimeout: connectTimeoutMs,
      charset: 'utf8mb4',
      timezone: 'Z',
      enableKeepAlive: true,
    });
  }

  async acquireConnection(): Promise<MysqlConnection> {
    const { statementTimeoutMs } = this.#options;
    const pooled = await takeConnection(this.#pool!, statementTimeoutMs);
    const connection = new MysqlConnection(pooled, statementTimeoutMs);
    if (this.#settled.has(pooled)) return connection;
    try {
      for (const setting of sessionSettings(statementTimeoutMs)) await run(connection, setting);
    } catch (error) {
      connection.destroy();
      throw error;
    }
    this.#settled.add(pooled);
    return connection;
  }

  releaseConnection(connection: MysqlConnection): Promise<void> {
    connection.release();
    return Promise.resolve();
  }

  async beginTransaction(connection: MysqlConnection, settings: TransactionSettings): Promise<void> {
    const parts: string[] = [];
    if (settings.isolationLevel !== undefined) parts.push(`isolation level ${settings.isolationLevel}`);
    if (settings.accessMode !== undefined) parts.push(settings.accessMode);
    if (parts.length > 0) await run(connection, `set transaction ${parts.join(', ')}`);
    await run(connection, 'begin');
  }

  async commitTransaction(connection: MysqlConnection): Promise<void> {
    await run(connection, 'commit');
  }

  /** A rollback that fails ends the connection, and with it the transaction. */
  async rollbackTransaction(connection: MysqlConnection): Promise<void> {
    try {
      await run(connection, 'rollback');
    } catch {
      connection.destroy();
    }
  }

  destroy(): Promise<void> {
    return new Promise((resolve) => {
      // An error here is about connections that are lost already.
      this.#pool!.end(() => {
        resolve();
      });
    });
  }
}

/**
 * READ COMMITTED: a write waits for its bank's lock and then sees what was committed while it waited, and
 * inserts take no gap locks. Reads that need one state begin a transaction that says so. The server gives up
 * on a lock before we give up on the server.
 */
function sessionSettings(statementTimeoutMs: number): string[] {
  const lockSeconds = Math.max(1, Math.floor((statementTimeoutMs / 1000) * 0.7));
  return [
    'set session transaction isolation level read committed',
    `set session sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', session time_zone = '+00:00', ` +
      `session innodb_lock_wait_timeout = ${lockSeconds}`,
    MARK_OWN_SESSION,
  ];
}

async function run(connection: MysqlConnection, sql: string): Promise<void> {
  await connection.executeQuery(CompiledQuery.raw(sql));
}
