import type { Kysely, Migration } from 'kysely';
import { columnsOf } from './columns-of.ts';
import type { SchemaDialect } from './schema-dialect.ts';

/** Questions keep fields of people's own, and imports say whether to take them. Runs again where it was cut short. */
export function extraFields(types: SchemaDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      if (!(await columnsOf(db, 'questions')).has('extra')) {
        await db.schema.alterTable('questions').addColumn('extra', types.longText).execute();
      }
      if (!(await columnsOf(db, 'imports')).has('extra_columns')) {
        await db.schema
          .alterTable('imports')
          .addColumn('extra_columns', types.word, (column) => column.notNull().defaultTo('ignore'))
          .execute();
      }
    },
  };
}
