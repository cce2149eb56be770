import type { SourceCell, SourceRow } from '../table-reader.ts';

/** The row with another text in one of its cells; the same where the column is missing. */
export function rewriteCell(
  row: SourceRow,
  column: number | undefined,
  rewrite: (text: string) => SourceCell,
): SourceRow {
  if (column === undefined) return row;
  const cells = [...row.cells];
  cells[column] = rewrite(textIn(row, column));
  return { ...row, cells };
}

/** The text of a cell; '' where there is none. */
export function textIn(row: SourceRow, column: number | undefined): string {
  const cell = column === undefined ? null : row.cells[column];
  return typeof cell === 'string' ? cell : (cell ?? []).join('\n');
}
