export interface TargetColumn {
  title: string;
  /** In characters of the Latin alphabet; a Chinese one takes two. */
  width: number;
}

/** A table to be written. Every cell is text and never a formula. */
export interface TargetSheet {
  name: string;
  columns: readonly TargetColumn[];
  rows: AsyncIterable<readonly string[]> | Iterable<readonly string[]>;
}

/** Both give bytes as rows come, in bounded memory. */
export interface TableWriter {
  /** An .xlsx file: bold header that stays in view, wrapped text. */
  writeWorkbook(sheets: readonly TargetSheet[]): AsyncIterable<Uint8Array>;
  /** UTF-8 with a byte-order mark. Cells that a spreadsheet would run as formulas are disarmed; reading undoes it. */
  writeCsv(sheet: TargetSheet): AsyncIterable<Uint8Array>;
}
