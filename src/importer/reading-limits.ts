const MEBIBYTE = 1024 * 1024;

/** How much one file may hold. */
export interface ReadingLimits {
  maxBytes: number;
  /** Rows that are not empty, of all sheets together. */
  maxRows: number;
  /** Of all files in a workbook's zip together. */
  maxInflatedBytes: number;
}

export const DEFAULT_READING_LIMITS: ReadingLimits = {
  maxBytes: 50 * MEBIBYTE,
  maxRows: 200_000,
  maxInflatedBytes: 500 * MEBIBYTE,
};
