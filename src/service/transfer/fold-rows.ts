import { splitWordings } from './cell-list.ts';
import type { SourceCell, SourceRow } from './table-reader.ts';

/**
 * Makes one row of neighbours that speak of the same question: the first, with what the others hold in the list
 * columns added to it.
 * @param belongs whether a row tells more of the question that `first` began
 * @param listColumns by index; their cells become lists
 */
export function foldRows(
  rows: readonly SourceRow[],
  belongs: (row: SourceRow, first: SourceRow) => boolean,
  listColumns: readonly number[],
): SourceRow[] {
  const folded: SourceRow[] = [];
  let first: SourceRow | null = null;
  for (const row of rows) {
    if (first === null || !belongs(row, first)) {
      first = row;
      folded.push(row);
      continue;
    }
    const last = folded.at(-1)!;
    const cells = [...last.cells];
    for (const column of listColumns)
      cells[column] = [...listIn(last.cells[column]), ...listIn(row.cells[column])];
    const remarks = [...(last.remarks ?? []), ...(row.remarks ?? [])];
    folded[folded.length - 1] = {
      ...last,
      cells,
      lastNumber: row.number,
      ...(remarks.length > 0 ? { remarks } : {}),
    };
  }
  return folded;
}

function listIn(cell: SourceCell | undefined): readonly string[] {
  return typeof cell === 'string' ? splitWordings(cell) : (cell ?? []);
}
