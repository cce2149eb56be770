import { visibleLine } from '../visible-text.ts';
import { joinWordings, splitWordings } from './cell-list.ts';
import type { DataRow } from './read-rows.ts';
import type { LaidOutColumn } from './header-columns.ts';

export type WordingField = 'phrasings' | 'negativePhrasings';

/** The wordings of a field, by the columns that hold them. */
export function wordingsByColumn(
  { layout, source }: DataRow,
  field: WordingField,
): { column: LaidOutColumn; wordings: string[] }[] {
  return layout.columns
    .filter((column) => column.field === field)
    .map((column) => {
      const cell = source.cells[column.index] ?? '';
      const wordings = (typeof cell === 'string' ? splitWordings(cell) : cell)
        .map(visibleLine)
        .filter((wording) => wording !== '');
      return { column, wordings };
    });
}

/** The column that holds a wording, and what its cell would be without all of the `unwanted`. */
export function cellWithout(
  row: DataRow,
  field: WordingField,
  wording: string,
  unwanted: ReadonlySet<string>,
): { column: LaidOutColumn; rest: string } | null {
  const cell = wordingsByColumn(row, field).find(({ wordings }) => wordings.includes(wording));
  if (cell === undefined) return null;
  return { column: cell.column, rest: joinWordings(cell.wordings.filter((each) => !unwanted.has(each))) };
}
