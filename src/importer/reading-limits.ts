const MEBIBYTE = 1024 * 1024;

/** How much one file may hold. */
export interface ReadingLimits {
  maxBytes: number;
  /** Rows that are not empty, of all sheets together. */
  maxRows: number;
  /** Of one row, in workbooks and text files. */
  maxColumns: number;
  /** Of all files in a workbook's zip together. */
  maxInflatedBytes: number;
  /** How long reading may take: a file made to cost much more than its size would keep a processor busy. */
  maxReadingMs: number;
}

export const DEFAULT_READING_LIMITS: ReadingLimits = {
  maxBytes: 50 * MEBIBYTE,
  maxRows: 200_000,
  maxColumns: 256,
  maxInflatedBytes: 500 * MEBIBYTE,
  maxReadingMs: 60_000,
};
