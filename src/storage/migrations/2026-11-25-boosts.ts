import type { Kysely, Migration } from 'kysely';
import { columnsOf } from './columns-of.ts';
import type { SchemaDialect } from './schema-dialect.ts';

/** Questions may be moved up or down in what is found. Runs again where it was cut short. */
export function boosts(types: SchemaDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      if ((await columnsOf(db, 'questions')).has('boost')) return;
      await db.schema
        .alterTable('questions')
        .addColumn('boost', types.integer, (column) => column.notNull().defaultTo(0))
        .execute();
    },
  };
}
