import { type Kysely, type Migration } from 'kysely';
import type { SchemaDialect } from './schema-dialect.ts';

/**
 * `if not exists` throughout: MySQL commits every statement of a schema change by itself, so a migration
 * that was cut short must be able to run again.
 */
export function initialSchema(types: SchemaDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const table = (name: string) => db.schema.createTable(name).ifNotExists().modifyEnd(types.tableOptions);

      await table('banks')
        .addColumn('name', types.bankName, (column) => column.notNull().primaryKey())
        .addColumn('version', types.integer, (column) => column.notNull())
        .addColumn('title', types.text, (column) => column.notNull())
        .addColumn('answer_threshold', types.real, (column) => column.notNull())
        .addColumn('suggest_threshold', types.real, (column) => column.notNull())
        .addColumn('fallback', types.text, (column) => column.notNull())
        .addColumn('is_public', types.flag, (column) => column.notNull())
        .addColumn('created_by', types.line, (column) => column.notNull())
        .addColumn('created_at', types.time, (column) => column.notNull())
        .addColumn('updated_by', types.line, (column) => column.notNull())
        .addColumn('updated_at', types.time, (column) => column.notNull())
        .execute();

      await table('retired_banks')
        .addColumn('name', types.bankName, (column) => column.notNull().primaryKey())
        .addColumn('version', types.integer, (column) => column.notNull())
        .execute();

      await table('questions')
        .addColumn('id', types.id, (column) => column.notNull().primaryKey())
        .addColumn('bank', types.bankName, (column) => column.notNull())
        .addColumn('external_id', types.line)
        .addColumn('question', types.text, (column) => column.notNull())
        .addColumn('question_key', types.text, (column) => column.notNull())
        .addColumn('key_hash', types.digest, (column) => column.notNull())
        .addColumn('answer', types.longText, (column) => column.notNull())
        .addColumn('category', types.line)
        .addColumn('status', types.word, (column) => column.notNull())
        .addColumn('valid_from', types.time)
        .addColumn('valid_until', types.time)
        .addColumn('pinned', types.flag, (column) => column.notNull())
        .addColumn('version', types.integer, (column) => column.notNull())
        .addColumn('created_by', types.line, (column) => column.notNull())
        .addColumn('created_at', types.time, (column) => column.notNull())
        .addColumn('updated_by', types.line, (column) => column.notNull())
        .addColumn('updated_at', types.time, (column) => column.notNull())
        .addColumn('change_reason', types.text)
        .addUniqueConstraint('questions_key', ['bank', 'key_hash'])
        .addUniqueConstraint('questions_external_id', ['bank', 'external_id'])
        .addForeignKeyConstraint('questions_of_bank', ['bank'], 'banks', ['name'])
        .execute();

      await table('phrasings')
        .addColumn('question_id', types.id, (column) => column.notNull())
        .addColumn('kind', types.word, (column) => column.notNull())
        .addColumn('position', types.integer, (column) => column.notNull())
        .addColumn('text', types.text, (column) => column.notNull())
        .addPrimaryKeyConstraint('phrasings_place', ['question_id', 'kind', 'position'])
        .addForeignKeyConstraint('phrasings_of_question', ['question_id'], 'questions', ['id'], (key) =>
          key.onDelete('cascade'),
        )
        .execute();

      await table('question_tags')
        .addColumn('question_id', types.id, (column) => column.notNull())
        .addColumn('position', types.integer, (column) => column.notNull())
        .addColumn('tag', types.line, (column) => column.notNull())
        .addPrimaryKeyConstraint('question_tags_place', ['question_id', 'position'])
        .addForeignKeyConstraint('question_tags_of_question', ['question_id'], 'questions', ['id'], (key) =>
          key.onDelete('cascade'),
        )
        .execute();

      for (const [name, column] of [
        ['bank_words', 'word'],
        ['bank_synonyms', 'notation'],
      ] as const) {
        await table(name)
          .addColumn('bank', types.bankName, (bank) => bank.notNull())
          .addColumn('position', types.integer, (position) => position.notNull())
          .addColumn(column, types.text, (text) => text.notNull())
          .addPrimaryKeyConstraint(`${name}_place`, ['bank', 'position'])
          .addForeignKeyConstraint(`${name}_of_bank`, ['bank'], 'banks', ['name'])
          .execute();
      }

      await table('changes')
        .addColumn('bank', types.bankName, (column) => column.notNull())
        .addColumn('version', types.integer, (column) => column.notNull())
        .addColumn('kind', types.word, (column) => column.notNull())
        .addColumn('question_id', types.id)
        .addColumn('state_before', types.longText)
        .addColumn('state_after', types.longText)
        .addColumn('made_by', types.line, (column) => column.notNull())
        .addColumn('made_at', types.time, (column) => column.notNull())
        .addColumn('reason', types.text)
        .addColumn('import_id', types.line)
        .addPrimaryKeyConstraint('changes_step', ['bank', 'version'])
        .addForeignKeyConstraint('changes_of_bank', ['bank'], 'banks', ['name'])
        .execute();

      await table('imports')
        .addColumn('id', types.line, (column) => column.notNull().primaryKey())
        .addColumn('bank', types.bankName, (column) => column.notNull())
        .addColumn('file_name', types.text, (column) => column.notNull())
        .addColumn('mode', types.word, (column) => column.notNull())
        .addColumn('dry_run', types.flag, (column) => column.notNull())
        .addColumn('state', types.word, (column) => column.notNull())
        .addColumn('counts', types.text, (column) => column.notNull())
        .addColumn('bank_version', types.integer)
        .addColumn('created_by', types.line, (column) => column.notNull())
        .addColumn('created_at', types.time, (column) => column.notNull())
        .addColumn('finished_at', types.time)
        .execute();

      await table('import_findings')
        .addColumn('import_id', types.line, (column) => column.notNull())
        .addColumn('position', types.integer, (column) => column.notNull())
        .addColumn('level', types.word, (column) => column.notNull())
        .addColumn('sheet', types.text, (column) => column.notNull())
        .addColumn('row_number', types.integer)
        .addColumn('column_letter', types.word)
        .addColumn('rule', types.line, (column) => column.notNull())
        .addColumn('message', types.text, (column) => column.notNull())
        .addPrimaryKeyConstraint('import_findings_place', ['import_id', 'position'])
        .addForeignKeyConstraint('import_findings_of_import', ['import_id'], 'imports', ['id'], (key) =>
          key.onDelete('cascade'),
        )
        .execute();

      await table('api_keys')
        .addColumn('id', types.line, (column) => column.notNull().primaryKey())
        .addColumn('secret_hash', types.line, (column) => column.notNull().unique())
        .addColumn('name', types.text, (column) => column.notNull())
        .addColumn('role', types.word, (column) => column.notNull())
        .addColumn('banks', types.text)
        .addColumn('created_at', types.time, (column) => column.notNull())
        .addColumn('revoked_at', types.time)
        .execute();

      await table('feedback')
        .addColumn('id', types.id, (column) => column.notNull().primaryKey())
        .addColumn('query_id', types.line, (column) => column.notNull())
        .addColumn('bank', types.bankName)
        .addColumn('query', types.text)
        .addColumn('question_id', types.line)
        .addColumn('verdict', types.word, (column) => column.notNull())
        .addColumn('given_at', types.time, (column) => column.notNull())
        .execute();

      await table('idempotency')
        .addColumn('key_hash', types.digest, (column) => column.notNull().primaryKey())
        .addColumn('fingerprint', types.text, (column) => column.notNull())
        .addColumn('reserved_at', types.time, (column) => column.notNull())
        .addColumn('response', types.longText)
        .execute();

      await addIndexes(db, types);
    },
  };
}

const indexes: [name: string, table: string, columns: string[]][] = [
  ['questions_in_order', 'questions', ['bank', 'id']],
  ['questions_by_category', 'questions', ['bank', 'status', 'category']],
  ['question_tags_by_tag', 'question_tags', ['tag']],
  ['changes_of_question', 'changes', ['bank', 'question_id', 'version']],
  ['changes_of_import', 'changes', ['bank', 'import_id', 'version']],
  ['imports_of_bank', 'imports', ['bank']],
  ['feedback_of_bank', 'feedback', ['bank', 'given_at']],
  ['idempotency_by_age', 'idempotency', ['reserved_at']],
];

async function addIndexes(db: Kysely<unknown>, types: SchemaDialect): Promise<void> {
  for (const [name, table, columns] of indexes) {
    if (await types.hasIndex(db, name)) continue;
    await db.schema.createIndex(name).on(table).columns(columns).execute();
  }
}
