import type { Kysely, Selectable } from 'kysely';
import type {
  ImportCounts,
  ImportFinding,
  ImportProgress,
  ImportStatus,
} from '../service/ports/import-store.ts';
import type { ImportFindingTable, ImportTable, JobTable, Tables } from './tables.ts';
import { toOptionalTime, toTime } from './times.ts';

type StatusRow = Selectable<ImportTable> & Pick<Selectable<JobTable>, 'progress'>;

/** The row of an import with the progress of its job; null where nobody works on it. */
export function findStatusRow(db: Kysely<Tables>, id: string): Promise<StatusRow | undefined> {
  return db
    .selectFrom('imports')
    .leftJoin('jobs', 'jobs.id', 'imports.id')
    .selectAll('imports')
    .select('jobs.progress')
    .where('imports.id', '=', id)
    .executeTakeFirst();
}

export function toRow(record: ImportStatus) {
  return {
    id: record.id,
    bank: record.bank,
    file_name: record.fileName,
    mode: record.mode,
    dry_run: record.dryRun,
    strict: record.strict,
    extra_columns: record.extraColumns,
    publish_at: record.publishAt,
    state: record.state,
    error: record.error && JSON.stringify(record.error),
    counts: JSON.stringify(record.counts),
    checked_version: record.checkedVersion,
    bank_version: record.bankVersion,
    created_by: record.createdBy,
    created_at: record.createdAt,
    finished_at: record.finishedAt,
  };
}

export function toStatus(row: StatusRow): ImportStatus {
  return {
    id: row.id,
    bank: row.bank,
    fileName: row.file_name,
    mode: row.mode,
    dryRun: Boolean(row.dry_run),
    strict: Boolean(row.strict),
    extraColumns: row.extra_columns,
    publishAt: toOptionalTime(row.publish_at),
    state: row.progress === null ? row.state : 'running',
    progress: row.progress === null ? null : (JSON.parse(row.progress) as ImportProgress),
    error: row.error === null ? null : (JSON.parse(row.error) as ImportStatus['error']),
    counts: JSON.parse(row.counts) as ImportCounts,
    checkedVersion: row.checked_version,
    bankVersion: row.bank_version,
    createdBy: row.created_by,
    createdAt: toTime(row.created_at),
    finishedAt: toOptionalTime(row.finished_at),
  };
}

export function toFindingRow(importId: string, position: number, finding: ImportFinding): ImportFindingTable {
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

export function toFinding(row: ImportFindingTable): ImportFinding {
  const { level, sheet, row_number, column_letter, cell, rule, found, expected, fix } = row;
  return { level, sheet, row: row_number, column: column_letter, cell, rule, found, expected, fix };
}
