/** What a cell holds: text as shown, a list where the format knows lists, null where the row lacks the field. */
export type SourceCell = string | readonly string[] | null;

export interface SourceRow {
  /** 1-based number as the person who made the file sees it; 0 for a header that the format only implies. */
  number: number;
  /** By column; may be shorter than other rows. */
  cells: readonly SourceCell[];
  /** In Chinese: why nothing of the row could be read. */
  fault?: string;
}

/** One sheet of a workbook, or the whole of a text file. */
export interface SourceSheet {
  name: string;
  hidden: boolean;
  /** Without rows that are empty. */
  rows: SourceRow[];
  /** Whether people know its columns by letter; otherwise only by name. */
  lettered: boolean;
}

export interface TableReader {
  /**
   * Everything in a file, untouched but for its encoding. The format is known by content and extension:
   * .xlsx, .xls, .csv, .tsv, .ndjson. Searches go on meanwhile.
   * @throws AppError `workbook_unreadable` with the reason in Chinese
   */
  read(fileName: string, bytes: Uint8Array): Promise<SourceSheet[]>;
}
