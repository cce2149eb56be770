import type { ReportWriter } from './report-writer.ts';

export interface TargetColumn {
  title: string;
  /** In characters of the Latin alphabet; a Chinese one takes two. */
  width: number;
  /** What there is to choose from: these texts alone (no commas in them, together at most 255 characters)… */
  choices?:
    | { values: readonly string[] }
    /** …or those in a range such as `'选项'!$A$1:$A$9`, and any others. */
    | { from: string };
}

/** A table to be written. Every cell is text and never a formula. */
export interface TargetSheet {
  name: string;
  /** Default: no. */
  hidden?: boolean;
  columns: readonly TargetColumn[];
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
  /** Whether the header is among the rows already. Default: no. */
  headless?: boolean;
  /** Cells merged downwards. Default: none. */
  merged?: readonly MergedCells[];
}

/** Cells of one column (0-based) in neighbouring rows (1-based, both included); the first has the text. */
export interface MergedCells {
  column: number;
  firstRow: number;
  lastRow: number;
}

/** Both give bytes as rows come, in bounded memory. */
export interface TableWriter extends ReportWriter {
  /** An .xlsx file: bold header that stays in view, wrapped text. */
  writeWorkbook(sheets: readonly TargetSheet[]): AsyncIterable<Uint8Array>;
  /** UTF-8 with a byte-order mark. Cells that a spreadsheet would run as formulas are disarmed; reading undoes it. */
  writeCsv(sheet: TargetSheet): AsyncIterable<Uint8Array>;
}
