import { Kysely } from 'kysely';
import { createDatabase, type Database } from '../database.ts';
import type { Tables } from '../tables.ts';
import { SqliteDialect } from './sqlite-dialect.ts';
import { translateSqliteError } from './sqlite-errors.ts';
import { sqliteSchema } from './sqlite-schema.ts';
import { beginOwnWrite, endOwnWrite, hasSqliteTriggers, installSqliteTriggers } from './sqlite-triggers.ts';

/**
 * A SQLite file in WAL mode: one connection reads while the other writes.
 * @param file its folder is made when missing; `:memory:` for a database that lives as long as the store
 */
export function openSqliteDatabase(file: string, options: { busyTimeoutMs: number }): Database {
  const { busyTimeoutMs } = options;
  const open = (readOnly: boolean) =>
    new Kysely<Tables>({ dialect: new SqliteDialect({ file, readOnly, busyTimeoutMs }) });
  const writes = open(false);
  return createDatabase({
    name: 'sqlite',
    writes,
    reads: file === ':memory:' ? writes : open(true),
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
