import type { SheetRemark, SourceRow, SourceSheet } from '../service/transfer/table-reader.ts';

/** In one sheet, or one file in markup: more than people make. */
export const MOST_LINKS = 100_000;
export const MOST_MERGED_RANGES = 100_000;

export const PICTURES_IGNORED: SheetRemark = {
  kind: 'pictures_ignored',
  found: '表里有图片，图片没有导入',
};

/** Cells of one column merged downwards. Rows are 1-based, both ends included. */
export interface MergedRange {
  column: number;
  firstRow: number;
  lastRow: number;
}

/** Cells that lead to an address. Columns are 0-based, rows 1-based, both ends included. */
export interface LinkedRange {
  firstColumn: number;
  lastColumn: number;
  firstRow: number;
  lastRow: number;
  target: string;
}

/** A file as it is read: each sheet, then its rows in pieces, then its links, its merged cells and what else is to be said of it. */
export type TablePart =
  | { sheet: Omit<SourceSheet, 'rows'> }
  | { rows: readonly SourceRow[] }
  | { links: readonly LinkedRange[] }
  | { merged: readonly MergedRange[] }
  | { remarks: readonly SheetRemark[] };
