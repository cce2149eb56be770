import type { SourceRow, SourceSheet } from '../service/transfer/table-reader.ts';
import { armFormula } from './disarm-formula.ts';
import { detectSeparator } from './detect-separator.ts';

/**
 * CSV or TSV by RFC 4180, taking what spreadsheets write: any line end, line ends and doubled quotes inside
 * quotes, a first line `sep=;`. A quote inside an unquoted cell is text; an unclosed quote ends with the file.
 */
export function parseDelimited(name: string, text: string): SourceSheet {
  const declared = /^sep=(.)(?:\r\n|\r|\n)/i.exec(text);
  const body = declared === null ? text : text.slice(declared[0].length);
  const rows: SourceRow[] = [];
  let number = declared === null ? 0 : 1;
  for (const cells of records(body, declared?.[1] ?? detectSeparator(body))) {
    number++;
    if (cells.some((cell) => cell !== '')) rows.push({ number, cells: cells.map(armFormula) });
  }
  return { name, hidden: false, lettered: true, rows };
}

function* records(text: string, separator: string): Generator<string[]> {
  const special = new RegExp(`[${separator === '\t' ? '\t' : `\\${separator}`}\r\n]`, 'g');
  let cells: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      const end = closingQuote(text, at + 1);
      cell = text.slice(at + 1, end).replaceAll('""', '"');
      at = end + 1;
    }
    special.lastIndex = at;
    const end = special.exec(text)?.index ?? text.length;
    cells.push(cell + text.slice(at, end));
    at = end + 1;
    if (text[end] === separator) {
      if (at === text.length) cells.push('');
      if (at < text.length) continue;
    } else if (text[end] === '\r' && text[at] === '\n') {
      at++;
    }
    yield cells;
    cells = [];
  }
}

function closingQuote(text: string, from: number): number {
  for (let at = from; ; at += 2) {
    at = text.indexOf('"', at);
    if (at === -1) return text.length;
    if (text[at + 1] !== '"') return at;
  }
}
