import type { TargetSheet } from '../service/transfer/table-writer.ts';
import { disarmFormula } from './disarm-formula.ts';

const BYTE_ORDER_MARK = '\ufeff';
/** Also what could be taken for another separator. */
const NEEDS_QUOTES = /[",;|\t\r\n]|^\s|\s$/;
const CHARACTERS_AT_ONCE = 64 * 1024;

/** RFC 4180 in UTF-8. */
export async function* writeCsv({ columns, rows }: TargetSheet): AsyncGenerator<Uint8Array> {
  let pending = BYTE_ORDER_MARK + line(columns.map(({ title }) => title));
  for await (const row of rows) {
    pending += line(row);
    if (pending.length < CHARACTERS_AT_ONCE) continue;
    yield Buffer.from(pending);
    pending = '';
  }
  yield Buffer.from(pending);
}

function line(cells: readonly string[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

function cell(text: string): string {
  const safe = disarmFormula(text);
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
