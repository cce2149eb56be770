import { Kysely } from 'kysely';
import { createDatabase, type Database } from '../database.ts';
import type { Tables } from '../tables.ts';
import { LongReads } from './long-reads.ts';
import { SqliteConnection } from './sqlite-connection.ts';
import { SqliteDialect } from './sqlite-dialect.ts';
import type { LentConnection } from './sqlite-driver.ts';
import { translateSqliteError } from './sqlite-errors.ts';
import { sqliteSchema } from './sqlite-schema.ts';
import { beginOwnWrite, endOwnWrite, hasSqliteTriggers, installSqliteTriggers } from './sqlite-triggers.ts';

/**
 * A SQLite file in WAL mode: one connection writes while others read, one of them beside the event loop.
 * @param file its folder is made when missing; `:memory:` for a database that lives as long as the store
 */
export function openSqliteDatabase(file: string, options: { busyTimeoutMs: number }): Database {
  const { busyTimeoutMs } = options;
  const open = (connection: LentConnection) => new Kysely<Tables>({ dialect: new SqliteDialect(connection) });
  const writes = open(new SqliteConnection({ file, readOnly: false, busyTimeoutMs }));
  const isShared = file !== ':memory:';
  return createDatabase({
    name: 'sqlite',
    writes,
    reads: isShared ? open(new SqliteConnection({ file, readOnly: true, busyTimeoutMs })) : writes,
    longReads: isShared ? open(new LongReads({ file, busyTimeoutMs })) : writes,
    beginSnapshot: (reads) => reads.transaction(),
    fingerprints: null,
    triggers: {
      install: installSqliteTriggers,
      areInstalled: hasSqliteTriggers,
      beginOwnWrite,
      endOwnWrite,
    },
    schemaDialect: () => Promise.resolve(sqliteSchema),
    translateError: translateSqliteError,
    isContention: () => false,
    pingTimeoutMs: busyTimeoutMs,
  });
}
