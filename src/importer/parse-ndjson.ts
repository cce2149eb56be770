import { EXTRA_PREFIX } from '../service/transfer/extra-name.ts';
import type { SourceCell, SourceRow, SourceSheet } from '../service/transfer/table-reader.ts';
import type { ReadingLimits } from './reading-limits.ts';
import { tooManyColumns, tooManyRows } from './unreadable.ts';

/** Fields that the questions API adds to what an administrator writes. */
const READ_ONLY = new Set(
  'id bank questionKey version createdBy createdAt updatedBy updatedAt changeReason'.split(' '),
);

/**
 * One JSON object a line, with the fields of the questions API; the fields are the columns, each extra field one of
 * its own.
 * @throws AppError `workbook_unreadable` beyond the limits
 */
export function parseNdjson(
  name: string,
  text: string,
  { maxRows, maxColumns }: Pick<ReadingLimits, 'maxRows' | 'maxColumns'>,
): SourceSheet {
  const fields = new Set<string>();
  const entries: SourceRow[] = [];
  let number = 0;
  for (const line of linesOf(text)) {
    number++;
    if (line.trim() === '') continue;
    if (entries.length === maxRows) throw tooManyRows(maxRows);
    const entry = parseObject(line);
    if (entry === null) {
      entries.push({ number, cells: [], fault: '不是合法的 JSON 对象' });
      continue;
    }
    for (const field of entry.keys()) if (!READ_ONLY.has(field)) fields.add(field);
    // Each row has all of them: with a new one in every line it would be quadratic.
    if (fields.size > maxColumns) throw tooManyColumns(number, fields.size, maxColumns);
    entries.push({ number, cells: Array.from(fields, (field) => toCell(entry.get(field))) });
  }
  const rows = [{ number: 0, cells: [...fields] }, ...entries.map((row) => silentToTheEnd(row, fields.size))];
  return { name, hidden: false, lettered: false, rows };
}

function* linesOf(text: string): Generator<string> {
  for (let at = 0; at <= text.length;) {
    const end = text.indexOf('\n', at);
    const next = end === -1 ? text.length : end;
    yield text.slice(at, next);
    at = next + 1;
  }
}

/** A line says nothing of the fields that only later lines have. */
function silentToTheEnd(row: SourceRow, width: number): SourceRow {
  const missing = Array.from({ length: width - row.cells.length }, () => null);
  return { ...row, cells: [...row.cells, ...missing] };
}

function parseObject(line: string): Map<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(line);
    if (!isObject(value)) return null;
    const { extra, ...fields } = value;
    const named = isObject(extra) ? Object.entries(extra) : [];
    return new Map([
      ...Object.entries(isObject(extra) ? fields : value),
      ...named.map(([each, text]) => [EXTRA_PREFIX + each, text] as const),
    ]);
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Undefined: the line lacks the field, so it says nothing of it. Null empties it. */
function toCell(value: unknown): SourceCell {
  if (value === undefined) return null;
  if (value === null) return '';
  if (Array.isArray(value)) return value.map(toText);
  return toText(value);
}

function toText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}
