import type { SourceRow, SourceSheet } from '../service/transfer/table-reader.ts';

/** Cells of one column merged downwards. Rows are 1-based, both ends included. */
export interface MergedRange {
  column: number;
  firstRow: number;
  lastRow: number;
}

/** A file as it is read: each sheet, then its rows in pieces, then its merged cells. */
export type TablePart =
  { sheet: Omit<SourceSheet, 'rows'> } | { rows: readonly SourceRow[] } | { merged: readonly MergedRange[] };
