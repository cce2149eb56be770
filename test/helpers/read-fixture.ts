import { readFileSync } from 'node:fs';
import path from 'node:path';
import { AppError, describeError } from '../../src/errors.ts';
import { collectSheets } from '../../src/importer/collect-sheets.ts';
import { DEFAULT_READING_LIMITS } from '../../src/importer/reading-limits.ts';
import { readTables } from '../../src/importer/read-tables.ts';
import type { ImportFinding } from '../../src/service/ports/import-store.ts';
import { readFields } from '../../src/service/transfer/read-fields.ts';
import { readRows } from '../../src/service/transfer/read-rows.ts';

/** What an import understands of a file before it judges the rows. */
export type Reading =
  | { error: string }
  | {
      /** `sheet!row` and the fields that it fills, those that it empties left out. */
      rows: Record<string, unknown>[];
      /** `rule sheet!cell: what was found` */
      findings: string[];
    };

export const WORKBOOKS = path.join(import.meta.dirname, '../fixtures/workbooks');

/** Reads one of the workbooks of test/fixtures. @param name of the file */
export async function readFixture(name: string): Promise<Reading> {
  const bytes = readFileSync(path.join(WORKBOOKS, name));
  try {
    const { rows, findings } = readRows(await collectSheets(readTables(name, bytes, DEFAULT_READING_LIMITS)));
    const read = rows.map((row) => ({ row, ...readFields(row) }));
    return {
      rows: read.map(({ row: { layout, source }, fields }) => {
        const filled = Object.entries(fields).filter(
          ([, value]) => value !== null && String(value as unknown) !== '',
        );
        const plain = filled.map(([field, value]) => [
          field,
          value instanceof Date ? value.toISOString() : value,
        ]);
        return { at: `${layout.sheet.name}!${source.number}`, ...Object.fromEntries(plain) } as Record<
          string,
          unknown
        >;
      }),
      findings: [...findings, ...read.flatMap((each) => each.findings)].map(show),
    };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { error: describeError(error.code, error.parameters, 'zh') };
  }
}

function show({ rule, sheet, row, column, found }: ImportFinding): string {
  return `${rule} ${sheet}!${column ?? ''}${row ?? ''}: ${found}`;
}
