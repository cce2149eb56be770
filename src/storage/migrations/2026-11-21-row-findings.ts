import { sql, type Kysely, type Migration } from 'kysely';
import { columnsOf } from './columns-of.ts';
import type { SchemaDialect } from './schema-dialect.ts';

const TABLE = 'import_findings';

/** Findings say apart what was found, what was expected and what would mend it. Runs again where it was cut short. */
export function rowFindings(types: SchemaDialect): Migration {
  return {
    async up(db: Kysely<unknown>) {
      const alter = () => db.schema.alterTable(TABLE);
      const columns = await columnsOf(db, TABLE);
      if (columns.has('message')) await alter().renameColumn('message', 'found').execute();
      if (!columns.has('cell')) await alter().addColumn('cell', types.line).execute();
      if (!columns.has('expected')) await alter().addColumn('expected', types.text).execute();
      if (!columns.has('fix')) await alter().addColumn('fix', types.longText).execute();
      await sql`update import_findings set expected = '' where expected is null`.execute(db);
    },
  };
}
