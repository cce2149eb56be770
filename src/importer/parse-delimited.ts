import type { CellRemark, SourceRow, SourceSheet } from '../service/transfer/table-reader.ts';
import { detectSeparator } from './detect-separator.ts';
import { shownText } from './shown-text.ts';
import { tooManyRows } from './unreadable.ts';

/**
 * CSV or TSV by RFC 4180, taking what spreadsheets write: any line end, line ends and doubled quotes inside
 * quotes, a first line `sep=;`. A quote inside an unquoted cell is text, and so is one at its beginning whose
 * closing quote is missing or does not end the cell: it must not swallow the rows below.
 * @throws AppError `workbook_unreadable` beyond `maxRows`
 */
export function parseDelimited(name: string, text: string, maxRows: number): SourceSheet {
  const declared = /^sep=(.)(?:\r\n|\r|\n)/i.exec(text);
  const body = declared === null ? text : text.slice(declared[0].length);
  const rows: SourceRow[] = [];
  let number = declared === null ? 0 : 1;
  for (const { cells, remarks } of records(body, declared?.[1] ?? detectSeparator(body))) {
    number++;
    if (cells.every((cell) => cell === '')) continue;
    if (rows.length === maxRows) throw tooManyRows(maxRows);
    rows.push({ number, cells: cells.map(shownText), ...(remarks.length > 0 ? { remarks } : {}) });
  }
  return { name, hidden: false, lettered: true, rows };
}

interface DelimitedRecord {
  cells: string[];
  remarks: CellRemark[];
}

function* records(text: string, separator: string): Generator<DelimitedRecord> {
  const special = new RegExp(`[${separator === '\t' ? '\t' : `\\${separator}`}\r\n]`, 'g');
  let cells: string[] = [];
  let remarks: CellRemark[] = [];
  let at = 0;
  while (at < text.length) {
    const closing = text[at] === '"' ? closingQuote(text, at + 1, separator) : null;
    special.lastIndex = closing === null ? at : closing + 1;
    const end = special.exec(text)?.index ?? text.length;
    if (closing === null) {
      const cell = text.slice(at, end);
      if (cell.startsWith('"') && hasOddQuotes(cell)) {
        remarks.push({ index: cells.length, kind: 'quote_unpaired' });
      }
      cells.push(cell);
    } else {
      cells.push(text.slice(at + 1, closing).replaceAll('""', '"'));
    }
    at = end + 1;
    if (text[end] === separator) {
      if (at === text.length) cells.push('');
      if (at < text.length) continue;
    } else if (text[end] === '\r' && text[at] === '\n') {
      at++;
    }
    yield { cells, remarks };
    cells = [];
    remarks = [];
  }
}

/** Where the quote stands that ends the cell; null: the one that closes it is missing or has text after it. */
function closingQuote(text: string, from: number, separator: string): number | null {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1) return null;
    const next = text[at + 1];
    if (next === '"') continue;
    const endsCell = next === undefined || next === separator || next === '\r' || next === '\n';
    return endsCell ? at : null;
  }
}

function hasOddQuotes(cell: string): boolean {
  return cell.split('"').length % 2 === 0;
}
