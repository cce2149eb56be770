import type { Logger } from '../service/ports/logger.ts';
import type { Store } from '../service/ports/store.ts';
import { createStore } from './create-store.ts';
import type { Database } from './database.ts';
import { openMysqlDatabase } from './mysql/mysql-database.ts';
import { replicatedDatabase } from './replicas/replicated-database.ts';
import { openSqliteDatabase } from './sqlite/sqlite-database.ts';

export interface StoreOptions {
  /** `mysql://user:password@host:port/database`; undefined: SQLite. */
  mysqlUrl?: string | undefined;
  /** Of replicas that may be read, as `mysqlUrl`; default none. */
  mysqlReplicaUrls?: readonly string[];
  /** Is told of replicas that come and go; default nobody. */
  logger?: Logger;
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
  const { mysqlUrl, mysqlReplicaUrls = [], logger = SILENT } = options;
  if (mysqlUrl === undefined)
    return createStore(openSqliteDatabase(options.sqliteFile, { busyTimeoutMs: statementTimeoutMs }));
  const open = (url: string): Database =>
    openMysqlDatabase({ url, connectTimeoutMs, statementTimeoutMs, connectionLimit });
  const primary = open(mysqlUrl);
  if (mysqlReplicaUrls.length === 0) return createStore(primary);
  return createStore(replicatedDatabase(primary, mysqlReplicaUrls.map(open), { logger }));
}

const SILENT: Logger = { info: () => undefined, warn: () => undefined, error: () => undefined };
