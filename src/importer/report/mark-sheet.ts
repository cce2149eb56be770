import type { CellMark, SheetMarks } from '../../service/transfer/report-writer.ts';
import { cellReference, columnIndex } from '../../service/transfer/cell-reference.ts';
import { xmlText } from '../xml-text.ts';
import { attributeOf } from '../xlsx/xml-scanner.ts';
import type { CellStyles } from './cell-styles.ts';

/** In characters of the Latin alphabet. */
const PROPOSAL_WIDTH = 50;
/** What stands behind `legacyDrawing` in a sheet, by the schema of SpreadsheetML. */
const BEHIND_COMMENTS = new Set(
  'legacyDrawingHF drawingHF picture oleObjects controls webPublishItems tableParts extLst'.split(' '),
);

/** What changes in a row. */
interface RowEdit {
  levels: Map<number, CellMark['level']>;
  proposals: Map<number, { text: string; isHeader: boolean }>;
}

/**
 * The XML of a sheet, piece by piece, with cells coloured and proposals beside them. Rows without findings pass
 * through untouched.
 * @param comments the element that leads to the comments; null: it is there already, or there are none
 */
export async function* markSheet(
  pieces: AsyncIterable<string>,
  marks: SheetMarks,
  styles: CellStyles,
  comments: string | null,
): AsyncGenerator<string> {
  let state: 'head' | 'rows' | 'tail' = 'head';
  let rest = '';
  let rows: RowMarker | null = null;
  for await (const piece of pieces) {
    rest += piece;
    if (state === 'head') {
      const data = /<((?:[\w.-]+:)?)sheetData\s*(\/?)>/.exec(rest);
      if (data === null) continue;
      const prefix = data[1]!;
      rows = new RowMarker(prefix, marks, styles);
      yield markHead(rest.slice(0, data.index), prefix, marks) + data[0];
      rest = rest.slice(data.index + data[0].length);
      state = data[2] === '/' ? 'tail' : 'rows';
    }
    if (state === 'rows') {
      const done = rows!.write(rest);
      yield done.xml;
      rest = rest.slice(done.taken);
      if (done.isEnd) state = 'tail';
    }
  }
  yield comments === null ? rest : withComments(rest, comments);
}

/** Columns of proposals are wide; the dimension is left to be found anew. */
function markHead(head: string, prefix: string, { proposals }: SheetMarks): string {
  const withoutDimension = head
    .replace(/^(\ufeff?<\?xml[^>]*?encoding=)(["'])[^"']*\2/, '$1"UTF-8"')
    .replace(new RegExp(`<${prefix}dimension\\b[^>]*/>`), '');
  if (proposals.length === 0) return withoutDimension;
  const columns = new RegExp(`<${prefix}cols\\b[^>]*>[^]*</${prefix}cols>`).exec(withoutDimension);
  const known = [...(columns?.[0].matchAll(/\smax="(\d+)"/g) ?? [])].map((match) => Number(match[1]));
  const last = Math.max(0, ...known);
  const added = proposals
    .map(({ column }) => column + 1)
    .filter((number) => number > last)
    .map(
      (number) => `<${prefix}col min="${number}" max="${number}" width="${PROPOSAL_WIDTH}" customWidth="1"/>`,
    )
    .join('');
  if (added === '') return withoutDimension;
  if (columns === null) return `${withoutDimension}<${prefix}cols>${added}</${prefix}cols>`;
  return withoutDimension.replace(`</${prefix}cols>`, () => `${added}</${prefix}cols>`);
}

/** Puts the element where the schema wants it. */
function withComments(tail: string, element: string): string {
  let depth = 0;
  for (const match of tail.matchAll(/<(\/?)(?:[\w.-]+:)?([\w.-]+)[^>]*?(\/?)>/g)) {
    const isClosing = match[1] === '/';
    const isPlace = isClosing ? match[2] === 'worksheet' : depth === 0 && BEHIND_COMMENTS.has(match[2]!);
    if (isPlace) return tail.slice(0, match.index) + element + tail.slice(match.index);
    if (isClosing) depth = Math.max(0, depth - 1);
    else if (match[3] !== '/') depth++;
  }
  return tail;
}

class RowMarker {
  readonly #prefix: string;
  readonly #styles: CellStyles;
  readonly #edits: Map<number, RowEdit>;
  /** Columns whose cells give way in every row. */
  readonly #cleared: ReadonlySet<number>;
  readonly #touchesAll: boolean;
  readonly #cell: RegExp;
  #number = 0;

  constructor(prefix: string, marks: SheetMarks, styles: CellStyles) {
    this.#prefix = prefix;
    this.#styles = styles;
    this.#edits = editsByRow(marks);
    this.#cleared = new Set(marks.proposals.map(({ column }) => column));
    this.#touchesAll = styles.hasEarlierMarks || marks.proposals.length > 0;
    this.#cell = new RegExp(`<${prefix}c(?=[\\s/>])([^>]*?)(?:/>|>([^]*?)</${prefix}c>)`, 'g');
  }

  /** Takes all whole rows at the beginning of `xml`. */
  write(xml: string): { xml: string; taken: number; isEnd: boolean } {
    const [opening, closing] = [`<${this.#prefix}row`, `</${this.#prefix}row>`];
    const endOfData = xml.indexOf(`</${this.#prefix}sheetData`);
    let written = '';
    let taken = 0;
    for (;;) {
      const start = xml.indexOf(opening, taken);
      if (start === -1 || (endOfData !== -1 && start > endOfData)) break;
      const tagEnd = xml.indexOf('>', start);
      if (tagEnd === -1) break;
      const isEmpty = xml[tagEnd - 1] === '/';
      const contentEnd = isEmpty ? tagEnd : xml.indexOf(closing, tagEnd);
      if (contentEnd === -1) break;
      const end = isEmpty ? tagEnd + 1 : contentEnd + closing.length;
      const attributes = xml.slice(start + opening.length, isEmpty ? tagEnd - 1 : tagEnd);
      const number = Number(attributeOf(attributes, 'r') ?? this.#number + 1);
      written += this.#missingRows(number) + xml.slice(taken, start);
      const edit = this.#edits.get(number);
      if (edit === undefined && !this.#touchesAll) written += xml.slice(start, end);
      else written += this.#row(number, attributes, isEmpty ? '' : xml.slice(tagEnd + 1, contentEnd), edit);
      this.#number = number;
      taken = end;
    }
    if (endOfData === -1) return { xml: written, taken, isEnd: false };
    const missing = this.#missingRows(Infinity);
    return { xml: written + missing + xml.slice(taken, endOfData), taken: endOfData, isEnd: true };
  }

  /** Rows with findings that the sheet does not write, before the row of this number. */
  #missingRows(number: number): string {
    let written = '';
    for (const [row, edit] of this.#edits) {
      if (row >= number) break;
      if (row > this.#number) written += this.#row(row, ` r="${row}"`, '', edit);
      this.#edits.delete(row);
    }
    return written;
  }

  #row(number: number, attributes: string, content: string, edit: RowEdit | undefined): string {
    const p = this.#prefix;
    const style = Number(attributeOf(attributes, 's') ?? 0);
    const cells = new Map<number, string>();
    let column = -1;
    for (const [, ofCell, inner] of content.matchAll(this.#cell)) {
      const place = attributeOf(ofCell!, 'r');
      column = place === undefined ? column + 1 : columnIndex(place);
      cells.set(column, this.#cellXml(number, column, ofCell!, inner, edit));
    }
    for (const cleared of this.#cleared) cells.delete(cleared);
    for (const [at, level] of edit?.levels ?? []) {
      if (!cells.has(at)) cells.set(at, this.#emptyCell(number, at, this.#styles.marked(style, level)));
    }
    for (const [at, { text, isHeader }] of edit?.proposals ?? []) {
      const styleOf = isHeader ? this.#styles.header() : this.#styles.wrapped();
      cells.set(
        at,
        `<${p}c r="${cellReference(number, at)}" s="${styleOf}" t="inlineStr"><${p}is>` +
          `<${p}t xml:space="preserve">${xmlText(text)}</${p}t></${p}is></${p}c>`,
      );
    }
    const ordered = [...cells].sort(([a], [b]) => a - b).map(([, xml]) => xml);
    const others = content.replace(this.#cell, '');
    const withoutSpans = attributes.replace(/\sspans="[^"]*"/, '');
    return `<${p}row${withoutSpans}>${ordered.join('')}${others}</${p}row>`;
  }

  #cellXml(
    number: number,
    column: number,
    attributes: string,
    inner: string | undefined,
    edit: RowEdit | undefined,
  ): string {
    const p = this.#prefix;
    const style = Number(attributeOf(attributes, 's') ?? 0);
    const level = edit?.levels.get(column);
    const plain = this.#styles.unmarked(style);
    const wanted = level === undefined ? plain : this.#styles.marked(plain, level);
    const others = wanted === style ? attributes : `${attributes.replace(/\ss="\d*"/, '')} s="${wanted}"`;
    const placed =
      attributeOf(others, 'r') === undefined ? ` r="${cellReference(number, column)}"${others}` : others;
    return inner === undefined ? `<${p}c${placed}/>` : `<${p}c${placed}>${inner}</${p}c>`;
  }

  #emptyCell(number: number, column: number, style: number): string {
    return `<${this.#prefix}c r="${cellReference(number, column)}" s="${style}"/>`;
  }
}

/** In the order of the rows. */
function editsByRow({ marks, proposals, headerRow }: SheetMarks): Map<number, RowEdit> {
  const edits = new Map<number, RowEdit>();
  const editOf = (row: number): RowEdit => {
    const edit = edits.get(row) ?? { levels: new Map(), proposals: new Map() };
    edits.set(row, edit);
    return edit;
  };
  for (const { row, column, level } of marks) editOf(row).levels.set(column, level);
  for (const { column, title, cells } of proposals) {
    editOf(headerRow).proposals.set(column, { text: title, isHeader: true });
    for (const [row, text] of cells) editOf(row).proposals.set(column, { text, isHeader: false });
  }
  return new Map([...edits].sort(([a], [b]) => a - b));
}
