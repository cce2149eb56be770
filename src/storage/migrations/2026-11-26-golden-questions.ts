import type { Kysely, Migration } from 'kysely';
import type { SchemaDialect } from './schema-dialect.ts';

/** What banks are tested with. Runs again where it was cut short. */
export function goldenQuestions(types: SchemaDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      await db.schema
        .createTable('golden_questions')
        .ifNotExists()
        .modifyEnd(types.tableOptions)
        .addColumn('bank', types.bankName, (column) => column.notNull())
        .addColumn('position', types.integer, (column) => column.notNull())
        .addColumn('query', types.text, (column) => column.notNull())
        .addColumn('question', types.line, (column) => column.notNull())
        .addPrimaryKeyConstraint('golden_questions_place', ['bank', 'position'])
        .addForeignKeyConstraint('golden_questions_of_bank', ['bank'], 'banks', ['name'])
        .execute();
    },
  };
}
