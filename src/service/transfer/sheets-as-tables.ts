import { joinWordings } from './cell-list.ts';
import type { SourceCell, SourceSheet } from './table-reader.ts';
import type { TargetSheet } from './table-writer.ts';

const WIDTH = 30;

/** Sheets to be written as they were read, every row at its number; an implied header comes first. */
export function sheetsAsTables(sheets: readonly SourceSheet[]): TargetSheet[] {
  return sheets.map(({ name, rows }) => {
    const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 1);
    const columns = Array.from({ length: width }, () => ({ title: '', width: WIDTH }));
    return { name: sheetName(name), columns, rows: positioned(rows), headless: true };
  });
}

/** How far the rows of a sheet are below their numbers in the table that is made of it. */
export function rowOffset({ rows }: SourceSheet): number {
  return rows[0]?.number === 0 ? 1 : 0;
}

/** A name that spreadsheets take: at most 31 characters, none of `[]:*?/\`. */
export function sheetName(name: string): string {
  return name.replace(/[[\]:*?/\\]/g, '_').slice(0, 31);
}

function* positioned(rows: SourceSheet['rows']): Generator<string[]> {
  let next = rows[0]?.number === 0 ? 0 : 1;
  for (const { number, cells } of rows) {
    for (; next < number; next++) yield [];
    yield cells.map(textOf);
    next = number + 1;
  }
}

function textOf(cell: SourceCell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? cell : joinWordings(cell);
}
