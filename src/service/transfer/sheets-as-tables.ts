import { joinWordings } from './cell-list.ts';
import type { ColumnAliases } from './columns.ts';
import { withTarget } from './link-target.ts';
import { layoutIfSound } from './sheet-layout.ts';
import type { SourceCell, SourceRow, SourceSheet } from './table-reader.ts';
import type { MergedCells, TargetSheet } from './table-writer.ts';

const WIDTH = 30;

/**
 * Sheets to be written so that they mean what they meant as they were read, every row at its number; an implied
 * header comes first. Answers show the addresses that their cells lead to.
 */
export function sheetsAsTables(sheets: readonly SourceSheet[], aliases?: ColumnAliases): TargetSheet[] {
  return sheets.map((sheet) => {
    const { name, hidden, rows } = sheet;
    const width = rows.reduce((most, { cells }) => Math.max(most, cells.length), 1);
    const columns = Array.from({ length: width }, () => ({ title: '', width: WIDTH }));
    const answer = layoutIfSound(sheet, aliases)?.columns.find(({ field }) => field === 'answer')?.index;
    const written = positioned(rows, answer ?? null);
    return { name: sheetName(name), hidden, columns, rows: written, headless: true, merged: mergedIn(rows) };
  });
}

/** How far the rows of a sheet are below their numbers in the table that is made of it. */
export function rowOffset({ rows }: Pick<SourceSheet, 'rows'>): number {
  return rows[0]?.number === 0 ? 1 : 0;
}

/** A name that spreadsheets take: at most 31 characters, none of `[]:*?/\`. */
export function sheetName(name: string): string {
  return name.replace(/[[\]:*?/\\]/g, '_').slice(0, 31);
}

function* positioned(rows: readonly SourceRow[], answer: number | null): Generator<string[]> {
  let next = rows[0]?.number === 0 ? 0 : 1;
  for (const row of rows) {
    for (; next < row.number; next++) yield [];
    yield row.cells.map((cell, index) => {
      if (row.continued?.includes(index) === true) return '';
      return index === answer ? withTarget(textOf(cell), row, index) : textOf(cell);
    });
    next = row.number + 1;
  }
}

function mergedIn(rows: readonly SourceRow[]): MergedCells[] {
  const merged: MergedCells[] = [];
  let open = new Map<number, MergedCells>();
  let above: SourceRow | null = null;
  for (const row of rows) {
    const known = open;
    open = new Map();
    for (const column of row.continued ?? []) {
      const range = known.get(column) ?? { column, firstRow: above?.number ?? row.number, lastRow: 0 };
      if (range.lastRow === 0) merged.push(range);
      range.lastRow = row.number;
      open.set(column, range);
    }
    above = row;
  }
  return merged;
}

function textOf(cell: SourceCell): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? cell : joinWordings(cell);
}
