import type { Kysely, Migration } from 'kysely';
import type { SchemaDialect } from './schema-dialect.ts';

/** What banks have learned from themselves. Runs again where it was cut short. */
export function adaptations(types: SchemaDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('adaptations')
        .ifNotExists()
        .modifyEnd(types.tableOptions)
        .addColumn('id', types.id, (column) => column.notNull().primaryKey())
        .addColumn('bank', types.bankName, (column) => column.notNull())
        .addColumn('state', types.word, (column) => column.notNull())
        .addColumn('content', types.longText)
        .addColumn('figures', types.text)
        .addColumn('made_by', types.line, (column) => column.notNull())
        .addColumn('made_at', types.time, (column) => column.notNull())
        .addColumn('ended_at', types.time)
        .addForeignKeyConstraint('adaptations_of_bank', ['bank'], 'banks', ['name'])
        .execute();
    },
  };
}
