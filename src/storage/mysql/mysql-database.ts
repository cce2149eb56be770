import { Kysely } from 'kysely';
import { createDatabase, type Database } from '../database.ts';
import type { Tables } from '../tables.ts';
import { MysqlDialect } from './mysql-dialect.ts';
import type { MysqlDriverOptions } from './mysql-driver.ts';
import { isMysqlContention, translateMysqlError } from './mysql-errors.ts';
import { mysqlFingerprint, mysqlLoggedParts } from './mysql-fingerprint.ts';
import { mysqlSchema } from './mysql-schema.ts';
import { hasMysqlTriggers, installMysqlTriggers } from './mysql-triggers.ts';

/** MySQL 8, or MariaDB 10.11 and later. */
export function openMysqlDatabase(options: MysqlDriverOptions): Database {
  const db = new Kysely<Tables>({ dialect: new MysqlDialect(options) });
  return createDatabase({
    name: 'mysql',
    reads: db,
    writes: db,
    longReads: db,
    beginSnapshot: (reads) =>
      reads.transaction().setIsolationLevel('repeatable read').setAccessMode('read only'),
    schemaDialect: mysqlSchema,
    fingerprints: { read: mysqlFingerprint, loggedParts: mysqlLoggedParts },
    triggers: { install: installMysqlTriggers, areInstalled: hasMysqlTriggers },
    translateError: translateMysqlError,
    isContention: isMysqlContention,
    pingTimeoutMs: options.connectTimeoutMs,
  });
}
