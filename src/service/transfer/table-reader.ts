/** What a cell holds: text as shown, a list where the format knows lists, null where the row lacks the field. */
export type SourceCell = string | readonly string[] | null;

export interface SourceRow {
  /** 1-based number as the person who made the file sees it; 0 for a header that the format only implies. */
  number: number;
  /** Of the last of several rows that were read as one. */
  lastNumber?: number;
  /** By column; may be shorter than other rows. */
  cells: readonly SourceCell[];
  /** In Chinese: why nothing of the row could be read. */
  fault?: string;
  /** Whether people do not see it. */
  hidden?: boolean;
  /** What the texts of its cells do not tell. */
  remarks?: readonly CellRemark[];
  /** Where its cells lead to. */
  links?: readonly CellLink[];
  /** Columns whose text is that of a merged cell which begins in a row above. */
  continued?: readonly number[];
}

export interface CellRemark {
  index: number;
  /**
   * A formula that nothing has calculated yet, so that the cell has no text; a number whose digits beyond the 15th
   * are lost; bytes that are no text; a quote that nothing closes, so that nobody knows where the cell ends.
   */
  kind: 'formula_without_value' | 'digits_lost' | 'garbled' | 'quote_unpaired';
}

/** An address outside the workbook that a cell leads to, whatever its text. */
export interface CellLink {
  index: number;
  /** As the file has it, of any scheme or none. */
  target: string;
}

/** Something to be told of a sheet or a text file that is no fault of its rows. Its kind is a rule. */
export interface SheetRemark {
  kind: 'encoding_detected' | 'extension_wrong' | 'web_page_read' | 'pictures_ignored';
  /** In Chinese, without a full stop. */
  found: string;
}

/** One sheet of a workbook, one table of a web page, or the whole of a text file. */
export interface SourceSheet {
  name: string;
  hidden: boolean;
  /** Without rows that are empty. */
  rows: SourceRow[];
  /** Whether people know its columns by letter; otherwise only by name. */
  lettered: boolean;
  remarks?: readonly SheetRemark[];
}

export interface TableReader {
  /**
   * Everything in a file, untouched but for its encoding. The format is known by content and extension:
   * .xlsx, .xls, .csv, .tsv, .ndjson. Searches go on meanwhile.
   * @throws AppError `workbook_unreadable` with the reason in Chinese
   */
  read(fileName: string, bytes: Uint8Array): Promise<SourceSheet[]>;
}
