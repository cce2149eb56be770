import type { CellRemark, SheetRemark, SourceRow } from '../../service/transfer/table-reader.ts';
import type { ReadingLimits } from '../reading-limits.ts';
import {
  MOST_LINKS,
  MOST_MERGED_RANGES,
  type LinkedRange,
  type MergedRange,
  type TablePart,
} from '../table-parts.ts';
import { tooManyColumns, tooManyLinks, tooManyMergedCells, tooManyRows } from '../unreadable.ts';

/** What one file may still hold; all of its sheets draw on it. */
export interface ReadingBudget {
  rows: number;
  links: number;
  merged: number;
  readonly limits: Pick<ReadingLimits, 'maxRows' | 'maxColumns'>;
}

export function budgetOf(limits: ReadingBudget['limits']): ReadingBudget {
  return { rows: limits.maxRows, links: MOST_LINKS, merged: MOST_MERGED_RANGES, limits };
}

/**
 * One sheet of a file in markup, put together cell by cell. Rows and cells without a text are not kept.
 * @throws AppError `workbook_unreadable` beyond the limits of the file
 */
export class SheetBuilder {
  /** 1-based, of the row under way; 0: there is none yet. */
  rowNumber = 0;
  readonly #budget: ReadingBudget;
  readonly #rows: SourceRow[] = [];
  readonly #links: LinkedRange[] = [];
  readonly #merged: MergedRange[] = [];
  #cells: string[] = [];
  #remarks: CellRemark[] = [];
  #mostCells = 0;

  constructor(budget: ReadingBudget) {
    this.#budget = budget;
  }

  /** Of the cells with a text, how many stand in the row that has most. */
  get mostCells(): number {
    return this.#mostCells;
  }

  put(column: number, text: string): void {
    const { maxColumns } = this.#budget.limits;
    if (column >= maxColumns) throw tooManyColumns(this.rowNumber, column + 1, maxColumns);
    while (this.#cells.length < column) this.#cells.push('');
    this.#cells[column] = text;
  }

  remark(index: number, kind: CellRemark['kind']): void {
    this.#remarks.push({ index, kind });
  }

  link(column: number, target: string): void {
    if (this.#budget.links-- === 0) throw tooManyLinks();
    const row = this.rowNumber;
    this.#links.push({ firstColumn: column, lastColumn: column, firstRow: row, lastRow: row, target });
  }

  /** The cell goes on through the rows below. */
  merge(column: number, rows: number): void {
    if (this.#budget.merged-- === 0) throw tooManyMergedCells();
    this.#merged.push({ column, firstRow: this.rowNumber, lastRow: this.rowNumber + rows - 1 });
  }

  endRow(hidden: boolean): void {
    const [cells, remarks] = [this.#cells, this.#remarks];
    if (cells.length === 0 && remarks.length === 0) return;
    if (this.#budget.rows-- === 0) throw tooManyRows(this.#budget.limits.maxRows);
    this.#mostCells = Math.max(this.#mostCells, cells.filter((text) => text !== '').length);
    const row: SourceRow = { number: this.rowNumber, cells };
    if (hidden) row.hidden = true;
    if (remarks.length > 0) row.remarks = remarks;
    this.#rows.push(row);
    this.#cells = [];
    this.#remarks = [];
  }

  *parts(name: string, hidden: boolean, remarks: readonly SheetRemark[] = []): Generator<TablePart> {
    yield { sheet: { name, hidden, lettered: true, ...(remarks.length > 0 ? { remarks } : {}) } };
    yield { rows: this.#rows };
    yield { links: this.#links };
    yield { merged: this.#merged };
  }
}
