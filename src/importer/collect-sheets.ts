import type { SourceRow, SourceSheet } from '../service/transfer/table-reader.ts';
import type { LinkedRange, MergedRange, TablePart } from './table-parts.ts';
import { tooManyLinks, tooManyMergedCells } from './unreadable.ts';

const MOST_UNFOLDED_CELLS = 1_000_000;
const MOST_LINKED_CELLS = 1_000_000;

/** Puts the sheets of a file together, links at their cells and merged cells unfolded. @throws AppError `workbook_unreadable` */
export async function collectSheets(parts: AsyncIterable<TablePart>): Promise<SourceSheet[]> {
  const sheets: SourceSheet[] = [];
  for await (const part of parts) {
    if ('sheet' in part) {
      sheets.push({ ...part.sheet, rows: [] });
      continue;
    }
    const sheet = sheets.at(-1)!;
    const { rows } = sheet;
    if ('rows' in part) for (const row of part.rows) rows.push(row);
    else if ('links' in part) attachLinks(rows, part.links);
    else if ('merged' in part) unfoldMerged(rows, part.merged);
    else sheet.remarks = [...(sheet.remarks ?? []), ...part.remarks];
  }
  return sheets;
}

/** Only cells with a text can lead anywhere. */
function attachLinks(rows: SourceRow[], links: readonly LinkedRange[]): void {
  let left = MOST_LINKED_CELLS;
  for (const { firstColumn, lastColumn, firstRow, lastRow, target } of links) {
    for (let at = firstFrom(rows, firstRow); (rows[at]?.number ?? Infinity) <= lastRow; at++) {
      const row = rows[at]!;
      const end = Math.min(lastColumn, row.cells.length - 1);
      left -= Math.max(1, end - firstColumn + 1);
      if (left < 0) throw tooManyLinks();
      const added = [...(row.links ?? [])];
      for (let index = firstColumn; index <= end; index++) {
        if ((row.cells[index] ?? '') !== '' && !added.some((link) => link.index === index)) {
          added.push({ index, target });
        }
      }
      if (added.length > 0) rows[at] = { ...row, links: added };
    }
  }
}

/** Cells merged downwards, such as one category beside many questions, hold for each row that has cells of its own. */
function unfoldMerged(rows: SourceRow[], merged: readonly MergedRange[]): void {
  let left = MOST_UNFOLDED_CELLS;
  for (const { column, firstRow, lastRow } of merged) {
    const first = firstFrom(rows, firstRow);
    const text = rows[first]?.number === firstRow ? (rows[first].cells[column] ?? '') : '';
    if (text === '') continue;
    const link = rows[first]?.links?.find(({ index }) => index === column);
    for (let at = first + 1; (rows[at]?.number ?? Infinity) <= lastRow; at++) {
      if (left-- === 0) throw tooManyMergedCells();
      const row = rows[at]!;
      if (row.continued?.includes(column) === true) continue;
      const cells = Array.from(
        { length: Math.max(row.cells.length, column + 1) },
        (_, i) => row.cells[i] ?? '',
      );
      cells[column] = text;
      rows[at] = {
        ...row,
        cells,
        continued: [...(row.continued ?? []), column],
        ...(link === undefined ? {} : { links: [...(row.links ?? []), link] }),
      };
    }
  }
}

/** Index of the first row whose number is at least `number`; rows are in their order. */
function firstFrom(rows: readonly SourceRow[], number: number): number {
  let [low, high] = [0, rows.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle]!.number < number) low = middle + 1;
    else high = middle;
  }
  return low;
}
