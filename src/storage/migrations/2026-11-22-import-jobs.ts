import type { Kysely, Migration } from 'kysely';
import { columnsOf } from './columns-of.ts';
import type { SchemaDialect } from './schema-dialect.ts';

/** Imports become jobs: the line of jobs, the file and the change-set of an import, and where a change comes from. */
export function importJobs(types: SchemaDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const table = (name: string) => db.schema.createTable(name).ifNotExists().modifyEnd(types.tableOptions);

      await table('jobs')
        .addColumn('id', types.line, (column) => column.notNull().primaryKey())
        .addColumn('queue', types.line, (column) => column.notNull())
        .addColumn('payload', types.text, (column) => column.notNull())
        .addColumn('due_at', types.time, (column) => column.notNull())
        .addColumn('attempts', types.integer, (column) => column.notNull())
        .addColumn('leased_by', types.line)
        .addColumn('leased_until', types.time)
        .addColumn('progress', types.text)
        .execute();

      await table('import_files')
        .addColumn('import_id', types.line, (column) => column.notNull())
        .addColumn('position', types.integer, (column) => column.notNull())
        .addColumn('bytes', types.bytes, (column) => column.notNull())
        .addPrimaryKeyConstraint('import_files_place', ['import_id', 'position'])
        .addForeignKeyConstraint('import_files_of_import', ['import_id'], 'imports', ['id'], (key) =>
          key.onDelete('cascade'),
        )
        .execute();

      await table('import_changes')
        .addColumn('import_id', types.line, (column) => column.notNull())
        .addColumn('kind', types.word, (column) => column.notNull())
        .addColumn('slice', types.integer, (column) => column.notNull())
        .addColumn('items', types.longText, (column) => column.notNull())
        .addPrimaryKeyConstraint('import_changes_place', ['import_id', 'kind', 'slice'])
        .addForeignKeyConstraint('import_changes_of_import', ['import_id'], 'imports', ['id'], (key) =>
          key.onDelete('cascade'),
        )
        .execute();

      if (!(await types.hasIndex(db, 'jobs_in_line'))) {
        await db.schema.createIndex('jobs_in_line').on('jobs').columns(['queue', 'due_at']).execute();
      }

      const imports = await columnsOf(db, 'imports');
      const alterImports = () => db.schema.alterTable('imports');
      if (!imports.has('strict')) {
        await alterImports()
          .addColumn('strict', types.flag, (column) => column.notNull().defaultTo(0))
          .execute();
      }
      if (!imports.has('publish_at')) await alterImports().addColumn('publish_at', types.time).execute();
      if (!imports.has('error')) await alterImports().addColumn('error', types.text).execute();
      if (!imports.has('checked_version')) {
        await alterImports().addColumn('checked_version', types.integer).execute();
      }

      const changes = await columnsOf(db, 'changes');
      const alterChanges = () => db.schema.alterTable('changes');
      if (!changes.has('source_sheet')) await alterChanges().addColumn('source_sheet', types.text).execute();
      if (!changes.has('source_row')) await alterChanges().addColumn('source_row', types.integer).execute();
    },
  };
}
