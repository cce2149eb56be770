import { shownText } from '../shown-text.ts';
import { htmlAttribute } from './html-scanner.ts';
import { HtmlCell } from './html-cell.ts';
import { isHidden } from './is-hidden.ts';
import { SheetBuilder, type ReadingBudget } from './sheet-builder.ts';

/** As browsers bound them. */
const MOST_COLUMNS_SPANNED = 1000;
const MOST_ROWS_SPANNED = 65_534;
const SECTIONS = new Set(['thead', 'tbody', 'tfoot']);

/** One table of a page, from its tags in their order. End tags of rows and cells may be missing. */
export class HtmlTable {
  readonly hidden: boolean;
  readonly sheet: SheetBuilder;
  hasPictures = false;
  readonly #maxColumns: number;
  /** Of each column, the last row that a cell above reaches down to. */
  readonly #takenUntil: number[] = [];
  #cell: HtmlCell | null = null;
  #caption: HtmlCell | null = null;
  #name = '';
  #isRow = false;
  #isRowHidden = false;
  #isSectionHidden = false;
  #column = 0;

  constructor(attributes: string, budget: ReadingBudget) {
    this.hidden = isHidden(attributes);
    this.sheet = new SheetBuilder(budget);
    this.#maxColumns = budget.limits.maxColumns;
  }

  /** What its caption says; '' without one. */
  get name(): string {
    return this.#name;
  }

  open(name: string, attributes: string): void {
    if (name === 'td' || name === 'th') this.#openCell(attributes);
    else if (name === 'tr') this.#openRow(attributes);
    else if (name === 'caption') this.#caption = new HtmlCell(0, 1);
    else if (SECTIONS.has(name)) {
      this.#endRow();
      this.#isSectionHidden = isHidden(attributes);
    } else {
      if (name === 'img') this.hasPictures ||= this.#cell !== null;
      (this.#cell ?? this.#caption)?.open(name, attributes);
    }
  }

  close(name: string): void {
    if (name === 'td' || name === 'th') this.#endCell();
    else if (name === 'tr') this.#endRow();
    else if (name === 'caption') this.#endCaption();
    else if (SECTIONS.has(name)) {
      this.#endRow();
      this.#isSectionHidden = false;
    } else (this.#cell ?? this.#caption)?.close(name);
  }

  text(text: string): void {
    (this.#cell ?? this.#caption)?.add(text);
  }

  end(): void {
    this.#endCaption();
    this.#endRow();
  }

  #openRow(attributes: string): void {
    this.#endCaption();
    this.#endRow();
    this.#isRow = true;
    this.#isRowHidden = isHidden(attributes);
    this.#column = 0;
    this.sheet.rowNumber++;
  }

  #openCell(attributes: string): void {
    this.#endCell();
    if (!this.#isRow) this.#openRow('');
    const { rowNumber } = this.sheet;
    while ((this.#takenUntil[this.#column] ?? 0) >= rowNumber) this.#column++;
    const first = this.#column;
    const rows = span(htmlAttribute(attributes, 'rowspan'), MOST_ROWS_SPANNED);
    this.#column += span(htmlAttribute(attributes, 'colspan'), MOST_COLUMNS_SPANNED);
    if (rows > 1) {
      const end = Math.min(this.#column, this.#maxColumns);
      for (let index = first; index < end; index++) this.#takenUntil[index] = rowNumber + rows - 1;
    }
    this.#cell = new HtmlCell(first, rows);
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (cell === null) return;
    const text = shownText(cell.shown());
    if (text.trim() === '') return;
    this.sheet.put(cell.column, text);
    if (cell.target !== null) this.sheet.link(cell.column, cell.target);
    if (cell.rows > 1) this.sheet.merge(cell.column, cell.rows);
  }

  #endRow(): void {
    this.#endCell();
    if (this.#isRow) this.sheet.endRow(this.#isRowHidden || this.#isSectionHidden);
    this.#isRow = false;
  }

  #endCaption(): void {
    this.#name ||= this.#caption?.shown().replace(/\s+/g, ' ').trim() ?? '';
    this.#caption = null;
  }
}

/** @param written the value of `colspan` or `rowspan` */
function span(written: string | undefined, most: number): number {
  return Math.min(Math.max(parseInt(written ?? '1', 10) || 1, 1), most);
}
