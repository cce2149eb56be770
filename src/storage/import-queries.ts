import type { Selectable } from 'kysely';
import type {
  ImportCounts,
  ImportFinding,
  ImportRecord,
  ImportStore,
} from '../service/ports/import-store.ts';
import type { Database } from './database.ts';
import { insertRows } from './insert-rows.ts';
import type { ImportFindingTable, ImportTable } from './tables.ts';
import { toOptionalTime, toTime } from './times.ts';

export function importQueries(database: Database): ImportStore {
  return {
    saveImport: (record) =>
      database.write(async (transaction) => {
        await transaction.deleteFrom('imports').where('id', '=', record.id).execute();
        await transaction.insertInto('imports').values(toRow(record)).execute();
        await insertRows(
          transaction,
          'import_findings',
          record.findings.map((finding, position) => toFindingRow(record.id, position, finding)),
        );
      }),

    findImport: (id) =>
      database.snapshot(async (db) => {
        const row = await db.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst();
        if (row === undefined) return null;
        const findings = await db
          .selectFrom('import_findings')
          .selectAll()
          .where('import_id', '=', id)
          .orderBy('position')
          .execute();
        return toRecord(row, findings.map(toFinding));
      }),
  };
}

function toRow(record: ImportRecord) {
  return {
    id: record.id,
    bank: record.bank,
    file_name: record.fileName,
    mode: record.mode,
    dry_run: record.dryRun,
    state: record.state,
    counts: JSON.stringify(record.counts),
    bank_version: record.bankVersion,
    created_by: record.createdBy,
    created_at: record.createdAt,
    finished_at: record.finishedAt,
  };
}

function toRecord(row: Selectable<ImportTable>, findings: ImportFinding[]): ImportRecord {
  return {
    id: row.id,
    bank: row.bank,
    fileName: row.file_name,
    mode: row.mode,
    dryRun: Boolean(row.dry_run),
    state: row.state,
    counts: JSON.parse(row.counts) as ImportCounts,
    findings,
    bankVersion: row.bank_version,
    createdBy: row.created_by,
    createdAt: toTime(row.created_at),
    finishedAt: toOptionalTime(row.finished_at),
  };
}

function toFindingRow(importId: string, position: number, finding: ImportFinding): ImportFindingTable {
  const { level, sheet, row, column, cell, rule, found, expected, fix } = finding;
  return {
    import_id: importId,
    position,
    level,
    sheet,
    row_number: row,
    column_letter: column,
    cell,
    rule,
    found,
    expected,
    fix,
  };
}

function toFinding(row: ImportFindingTable): ImportFinding {
  const { level, sheet, row_number, column_letter, cell, rule, found, expected, fix } = row;
  return { level, sheet, row: row_number, column: column_letter, cell, rule, found, expected, fix };
}
