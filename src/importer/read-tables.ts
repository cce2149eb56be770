import type { SheetRemark } from '../service/transfer/table-reader.ts';
import { decodeText } from './decode-text.ts';
import { markGarbled } from './mark-garbled.ts';
import { isMarkup, readMarkup } from './markup/read-markup.ts';
import { parseDelimited } from './parse-delimited.ts';
import { parseNdjson } from './parse-ndjson.ts';
import { noWorkbook } from './no-workbook.ts';
import type { ReadingLimits } from './reading-limits.ts';
import type { TablePart } from './table-parts.ts';
import { tooManyColumns, tooManyRows, unreadable } from './unreadable.ts';
import { readXlsx } from './xlsx/read-xlsx.ts';

/**
 * The sheets of a file, whatever its format, in pieces.
 * @throws AppError `workbook_unreadable`
 */
export async function* readTables(
  fileName: string,
  bytes: Uint8Array,
  limits: ReadingLimits,
): AsyncGenerator<TablePart> {
  if (bytes.length === 0) throw unreadable('文件是空的', 'it is empty');
  if (bytes.length > limits.maxBytes) {
    throw unreadable(
      `文件最大 ${inMegabytes(limits.maxBytes)}，收到 ${inMegabytes(bytes.length)}`,
      `it may have ${inMegabytes(limits.maxBytes)}, got ${inMegabytes(bytes.length)}`,
    );
  }
  let rows = 0;
  for await (const part of readAny(fileName, bytes, limits)) {
    if ('rows' in part) rows += part.rows.length;
    if (rows > limits.maxRows) throw tooManyRows(limits.maxRows);
    yield part;
  }
}

async function* readAny(
  fileName: string,
  bytes: Uint8Array,
  limits: ReadingLimits,
): AsyncGenerator<TablePart> {
  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (startsWith(bytes, ZIP)) {
    yield* withRemarks(readXlsx(bytes, limits), wrongExtension(extension, ['xlsx', 'xlsm', 'xltx'], '.xlsx'));
    return;
  }
  if (startsWith(bytes, COMPOUND_FILE)) {
    // Only for these files the library is loaded.
    const { readXls } = await import('./read-xls.ts');
    yield* withRemarks(readXls(bytes), wrongExtension(extension, ['xls', 'xlt', 'et'], '.xls'));
    return;
  }

  switch (extension) {
    case 'csv':
    case 'tsv':
    case 'txt':
    case 'ndjson':
    case 'jsonl':
      yield* readText(fileName, bytes, extension.includes('json'), limits);
      return;
    case 'xlsx':
    case 'xlsm':
    case 'xls':
    case 'et':
      if (!isMarkup(bytes)) throw noWorkbook(extension);
      yield* readMarkup(fileName, extension, bytes, limits);
      return;
    default:
      throw unreadable(
        '不支持的文件类型，请使用 .xlsx、.xls、.csv、.tsv 或 .ndjson',
        'its type is unknown: use .xlsx, .xls, .csv, .tsv or .ndjson',
      );
  }
}

function* readText(
  fileName: string,
  bytes: Uint8Array,
  isJson: boolean,
  limits: ReadingLimits,
): Generator<TablePart> {
  const { maxRows, maxColumns } = limits;
  const { text, encoding, isDamaged } = decodeText(bytes);
  const { rows, ...sheet } = isJson
    ? parseNdjson(fileName, text, limits)
    : parseDelimited(fileName, text, maxRows);
  const remarks: SheetRemark[] =
    encoding === 'UTF-8' ? [] : [{ kind: 'encoding_detected', found: `文字编码是 ${encoding}，已按此读取` }];
  const wide = rows.find(({ cells }) => cells.length > maxColumns);
  if (wide !== undefined) throw tooManyColumns(wide.number, wide.cells.length, maxColumns);
  yield { sheet: { ...sheet, ...(remarks.length > 0 ? { remarks } : {}) } };
  yield { rows: isDamaged ? rows.map(markGarbled) : rows };
}

/** Puts what is to be said of a file to its first sheet. */
async function* withRemarks(
  parts: AsyncIterable<TablePart> | Iterable<TablePart>,
  remarks: readonly SheetRemark[],
): AsyncGenerator<TablePart> {
  let isFirst = remarks.length > 0;
  for await (const part of parts) {
    yield isFirst && 'sheet' in part ? { sheet: { ...part.sheet, remarks } } : part;
    isFirst = false;
  }
}

function wrongExtension(extension: string, fitting: readonly string[], content: string): SheetRemark[] {
  if (fitting.includes(extension)) return [];
  const found = `扩展名是 .${extension}，内容是 ${content} 工作簿，已按工作簿读取`;
  return [{ kind: 'extension_wrong', found }];
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of .xls files and of encrypted .xlsx files. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
