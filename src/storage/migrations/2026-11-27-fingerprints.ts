import type { Kysely, Migration } from 'kysely';
import type { SchemaDialect } from './schema-dialect.ts';

/** What the rows of each bank were at one version, where no trigger tells of changes. */
export function fingerprints(types: SchemaDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('fingerprints')
        .ifNotExists()
        .modifyEnd(types.tableOptions)
        .addColumn('bank', types.bankName, (column) => column.notNull().primaryKey())
        .addColumn('version', types.integer, (column) => column.notNull())
        .addColumn('parts', types.longText, (column) => column.notNull())
        .addForeignKeyConstraint('fingerprints_of_bank', ['bank'], 'banks', ['name'])
        .execute();
    },
  };
}
