import type { Store } from '../service/ports/store.ts';
import { createStore } from './create-store.ts';
import { openMysqlDatabase } from './mysql/mysql-database.ts';
import { openSqliteDatabase } from './sqlite/sqlite-database.ts';

export interface StoreOptions {
  /** `mysql://user:password@host:port/database`; undefined: SQLite. */
  mysqlUrl?: string | undefined;
  /** Path of the SQLite file, made with its folder when missing; not used with `mysqlUrl`. */
  sqliteFile: string;
  /** How long to wait for a connection, in milliseconds, > 0; default 3000. */
  connectTimeoutMs?: number;
  /** How long one statement may take, or wait for another writer, in milliseconds, > 0; default 15,000. */
  statementTimeoutMs?: number;
  /** MySQL connections of this process, ≥ 1; default 10. */
  connectionLimit?: number;
}

/**
 * The store on MySQL or SQLite. Returns at once and connects with the first call: a database that is away
 * makes calls fail with `store_unavailable` within the timeouts, and calls work again once it is back.
 */
export function openStore(options: StoreOptions): Store {
  const { connectTimeoutMs = 3000, statementTimeoutMs = 15_000, connectionLimit = 10 } = options;
  const database =
    options.mysqlUrl === undefined
      ? openSqliteDatabase(options.sqliteFile, { busyTimeoutMs: statementTimeoutMs })
      : openMysqlDatabase({ url: options.mysqlUrl, connectTimeoutMs, statementTimeoutMs, connectionLimit });
  return createStore(database);
}
