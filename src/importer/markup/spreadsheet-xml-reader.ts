import { hasLostDigits } from '../number-text.ts';
import { attributeOf, damagedXml, isSet, type XmlHandler } from '../xlsx/xml-scanner.ts';
import { budgetOf, SheetBuilder, type ReadingBudget } from './sheet-builder.ts';
import { spreadsheetXmlText } from './spreadsheet-xml-text.ts';

interface XmlSheet {
  name: string;
  hidden: boolean;
  builder: SheetBuilder;
}

const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;

/** Takes a workbook of Excel's XML from its scanner. */
export class SpreadsheetXmlReader implements XmlHandler {
  readonly sheets: XmlSheet[] = [];
  readonly #budget: ReadingBudget;
  readonly #formats = new Map<string, string>();
  #style = '';
  #isRowHidden = false;
  /** Rows below the one under way that are as empty as it would be. */
  #rowsAlike = 0;
  #column = 0;
  #nextColumn = 0;
  /** Of the cell under way; null: there is none. */
  #cell: string | null = null;
  /** '' until there is any. */
  #type = '';
  #isData = false;
  #value = '';
  #isComment = false;
  #isVisibility = false;

  constructor(limits: ReadingBudget['limits']) {
    this.#budget = budgetOf(limits);
  }

  open(name: string, attributes: string): void {
    switch (name) {
      case 'Style':
        this.#style = attributeOf(attributes, 'ID') ?? '';
        break;
      case 'NumberFormat':
        this.#formats.set(this.#style, attributeOf(attributes, 'Format') ?? '');
        break;
      case 'Worksheet': {
        const builder = new SheetBuilder(this.#budget);
        this.sheets.push({ name: attributeOf(attributes, 'Name') ?? '', hidden: false, builder });
        break;
      }
      case 'Row':
        this.#openRow(attributes);
        break;
      case 'Cell':
        this.#openCell(attributes);
        break;
      case 'Comment':
        this.#isComment = true;
        break;
      case 'Data':
        if (this.#isComment || this.#cell === null) break;
        this.#isData = true;
        this.#type = attributeOf(attributes, 'Type') ?? 'String';
        break;
      case 'Visible':
        this.#isVisibility = true;
    }
  }

  close(name: string): void {
    if (name === 'Data') this.#isData = false;
    else if (name === 'Comment') this.#isComment = false;
    else if (name === 'Cell') this.#closeCell();
    else if (name === 'Row') {
      this.#sheet.builder.endRow(this.#isRowHidden);
      this.#sheet.builder.rowNumber += this.#rowsAlike;
    } else if (name === 'Visible') this.#isVisibility = false;
  }

  text(text: string): void {
    if (this.#isData) this.#value += text;
    else if (this.#isVisibility) this.#sheet.hidden = text.trim() !== 'SheetVisible';
  }

  get #sheet(): XmlSheet {
    const sheet = this.sheets.at(-1);
    if (sheet === undefined) throw damagedXml();
    return sheet;
  }

  #openRow(attributes: string): void {
    const { builder } = this.#sheet;
    const number = Number(attributeOf(attributes, 'Index') ?? builder.rowNumber + 1);
    if (!Number.isInteger(number) || number <= builder.rowNumber || number > MOST_ROWS) throw damagedXml();
    builder.rowNumber = number;
    this.#isRowHidden = isSet(attributes, 'Hidden');
    this.#rowsAlike = countOf(attributes, 'Span');
    this.#nextColumn = 0;
  }

  #openCell(attributes: string): void {
    const column = Number(attributeOf(attributes, 'Index') ?? this.#nextColumn + 1) - 1;
    if (!Number.isInteger(column) || column < 0 || column >= MOST_COLUMNS) throw damagedXml();
    this.#column = column;
    this.#nextColumn = column + 1 + countOf(attributes, 'MergeAcross');
    this.#cell = attributes;
    this.#type = '';
    this.#value = '';
  }

  #closeCell(): void {
    const { builder } = this.#sheet;
    const attributes = this.#cell ?? '';
    this.#cell = null;
    const format = this.#formats.get(attributeOf(attributes, 'StyleID') ?? '') ?? '';
    const text = spreadsheetXmlText(this.#value, this.#type, format);
    if (text.trim() === '') {
      const isUncalculated = attributeOf(attributes, 'Formula') !== undefined && this.#type === '';
      if (isUncalculated) builder.remark(this.#column, 'formula_without_value');
      return;
    }
    builder.put(this.#column, text);
    if (this.#type === 'Number' && hasLostDigits(text)) builder.remark(this.#column, 'digits_lost');
    const target = attributeOf(attributes, 'HRef')?.trim() ?? '';
    if (target !== '' && !target.startsWith('#')) builder.link(this.#column, target);
    const rowsBelow = countOf(attributes, 'MergeDown');
    if (rowsBelow > 0) builder.merge(this.#column, rowsBelow + 1);
  }
}

/** A number of rows or columns; 0 where there is none. */
function countOf(attributes: string, name: string): number {
  const count = Number(attributeOf(attributes, name) ?? 0);
  return Number.isInteger(count) && count > 0 ? Math.min(count, MOST_ROWS) : 0;
}
