import type { CellRemark, SourceRow } from '../../service/transfer/table-reader.ts';
import { armFormula } from '../disarm-formula.ts';
import type { ReadingLimits } from '../reading-limits.ts';
import { hasLostDigits, isLongInteger } from '../number-text.ts';
import { tooManyColumns, tooManyMergedCells } from '../unreadable.ts';
import { MOST_MERGED_RANGES, type MergedRange } from '../table-parts.ts';
import { columnIndex, rowNumber } from './cell-place.ts';
import type { ShowNumber } from './number-formats.ts';
import { SheetLinks } from './sheet-links.ts';
import { StringItem, withoutEscapes } from './string-item.ts';
import { attributeOf, damagedXml, isSet, XmlScanner, type XmlHandler } from './xml-scanner.ts';

/** What the cells of all sheets refer to. */
export interface WorkbookContext {
  sharedStrings: readonly string[];
  showNumber: ShowNumber;
  limits: Pick<ReadingLimits, 'maxColumns'>;
}

const MOST_ROWS = 1_048_576;

/** Reads the XML of one sheet: rows with something in them as they come, links and merged ranges at the end. */
export class SheetReader {
  readonly merged: MergedRange[] = [];
  readonly links = new SheetLinks();
  /** Whether anything is drawn over its cells: pictures, charts, shapes, or nothing any more. */
  hasDrawing = false;
  readonly #scanner: XmlScanner;
  readonly #context: WorkbookContext;
  readonly #sheetName: string;
  #rows: SourceRow[] = [];

  #rowNumber = 0;
  #isRowHidden = false;
  #cells: string[] = [];
  #remarks: CellRemark[] = [];

  #column = -1;
  /** Of the cell under way, read where it has something in it. */
  #attributes = '';
  #value = '';
  #isValue = false;
  #hasFormula = false;
  #isFormula = false;
  #formula = '';
  readonly #inline = new StringItem();

  constructor(sheetName: string, context: WorkbookContext) {
    this.#sheetName = sheetName;
    this.#context = context;
    const handler: XmlHandler = {
      open: (name, attributes) => {
        this.#open(name, attributes);
      },
      close: (name) => {
        this.#close(name);
      },
      text: (text) => {
        if (this.#isValue) this.#value += text;
        else if (this.#isFormula) this.#formula += text;
        else this.#inline.add(text);
      },
    };
    this.#scanner = new XmlScanner(handler);
  }

  write(piece: string): void {
    this.#scanner.write(piece);
  }

  end(): void {
    this.#scanner.end();
  }

  /** The rows read since it was last called. */
  takeRows(): SourceRow[] {
    const rows = this.#rows;
    this.#rows = [];
    return rows;
  }

  #open(name: string, attributes: string): void {
    switch (name) {
      case 'c':
        this.#openCell(attributes);
        break;
      case 'v':
        this.#isValue = true;
        break;
      case 'f':
        this.#hasFormula = true;
        this.#isFormula = true;
        break;
      case 'row':
        this.#openRow(attributes);
        break;
      case 'hyperlink':
        this.links.addElement(attributes);
        break;
      case 'mergeCell':
        this.#addMerged(attributeOf(attributes, 'ref') ?? '');
        break;
      case 'drawing':
        this.hasDrawing = true;
        break;
      default:
        this.#inline.open(name);
    }
  }

  #close(name: string): void {
    if (name === 'v') this.#isValue = false;
    else if (name === 'f') this.#isFormula = false;
    else if (name === 'c') this.#closeCell();
    else if (name === 'row') this.#closeRow();
    else this.#inline.close(name);
  }

  #openRow(attributes: string): void {
    const number = Number(attributeOf(attributes, 'r') ?? this.#rowNumber + 1);
    if (!Number.isInteger(number) || number <= this.#rowNumber || number > MOST_ROWS) throw damagedXml();
    this.#rowNumber = number;
    this.#isRowHidden = isSet(attributes, 'hidden');
    this.#cells = [];
    this.#remarks = [];
    this.#column = -1;
  }

  #closeRow(): void {
    if (this.#cells.length === 0 && this.#remarks.length === 0) return;
    const row: SourceRow = { number: this.#rowNumber, cells: this.#cells };
    if (this.#isRowHidden) row.hidden = true;
    if (this.#remarks.length > 0) row.remarks = this.#remarks;
    this.#rows.push(row);
  }

  #openCell(attributes: string): void {
    const place = attributeOf(attributes, 'r');
    this.#column = place === undefined ? this.#column + 1 : columnIndex(place);
    this.#attributes = attributes;
    this.#value = '';
    this.#hasFormula = false;
    this.#formula = '';
    this.#inline.clear();
  }

  #closeCell(): void {
    if (this.#value === '' && !this.#hasFormula && this.#inline.isEmpty) return;
    const type = attributeOf(this.#attributes, 't') ?? 'n';
    const text = this.#shown(type);
    if (text !== '') {
      this.#put(text);
      if (this.#hasFormula) this.links.addFormula(this.#formula, this.#rowNumber, this.#column);
    } else if (this.#hasFormula && this.#value === '' && type !== 'str') {
      this.#remarks.push({ index: this.#column, kind: 'formula_without_value' });
    }
  }

  #put(text: string): void {
    const { maxColumns } = this.#context.limits;
    if (this.#column >= maxColumns)
      throw tooManyColumns(this.#rowNumber, this.#column + 1, maxColumns, this.#sheetName);
    while (this.#cells.length < this.#column) this.#cells.push('');
    this.#cells[this.#column] = text;
  }

  #shown(type: string): string {
    const value = this.#value;
    switch (type) {
      case 's':
        return armFormula(this.#context.sharedStrings[Number(value)] ?? '');
      case 'inlineStr':
        return armFormula(this.#inline.text());
      case 'str':
        return withoutEscapes(value);
      case 'b':
        return value === '' ? '' : value === '1' ? 'TRUE' : 'FALSE';
      case 'd':
        return value.replace('T', ' ').replace(/ 00:00:00(\.0+)?Z?$|Z$/, '');
      case 'e':
        return value;
      default:
        return value === '' ? '' : this.#number(Number(value), value);
    }
  }

  #number(number: number, written: string): string {
    if (!Number.isFinite(number)) return written;
    const style = Number(attributeOf(this.#attributes, 's') ?? 0);
    const text = isLongInteger(written) ? written : this.#context.showNumber(number, style);
    if (hasLostDigits(text)) this.#remarks.push({ index: this.#column, kind: 'digits_lost' });
    return text;
  }

  #addMerged(reference: string): void {
    const [from, to] = reference.split(':');
    if (from === undefined || to === undefined) return;
    if (this.merged.length === MOST_MERGED_RANGES) throw tooManyMergedCells();
    const range = { column: columnIndex(from), firstRow: rowNumber(from), lastRow: rowNumber(to) };
    if (range.lastRow > range.firstRow) this.merged.push(range);
  }
}
