import type { ImportFinding } from '../ports/import-store.ts';
import type { TargetColumn } from './table-writer.ts';

/** A cell to be coloured, with a comment. */
export interface CellMark {
  /** 1-based. */
  row: number;
  /** 0-based. */
  column: number;
  level: ImportFinding['level'];
  note: string;
}

/** A column of proposals beside those of the sheet. What stood in it gives way. */
export interface ProposalColumn {
  /** 0-based. */
  column: number;
  title: string;
  /** By row. */
  cells: ReadonlyMap<number, string>;
}

/** What to do with one sheet of a workbook. */
export interface SheetMarks {
  name: string;
  headerRow: number;
  marks: readonly CellMark[];
  proposals: readonly ProposalColumn[];
}

export interface ListedFinding {
  cells: readonly string[];
  /** Where the third of the cells leads; null: nowhere. */
  target: { sheet: string; cell: string } | null;
}

/** The sheet that lists all findings. */
export interface FindingList {
  /** In place of one of the same name, else behind all others. */
  name: string;
  /** Stands above the header. */
  summary: string;
  columns: readonly TargetColumn[];
  rows: readonly ListedFinding[];
}

export interface ReportWriter {
  /**
   * The same workbook with its sheets marked and the findings listed; all else stays as it is, but for macros,
   * which an .xlsx file may not hold. Marks of an earlier report give way.
   * @param workbook an .xlsx file that has been read before
   * @throws AppError `workbook_unreadable`
   */
  markWorkbook(
    workbook: Uint8Array,
    sheets: readonly SheetMarks[],
    findings: FindingList,
  ): AsyncIterable<Uint8Array>;
}
