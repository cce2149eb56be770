import type { SourceSheet } from '../service/transfer/table-reader.ts';
import { decodeText } from './decode-text.ts';
import { parseDelimited } from './parse-delimited.ts';
import { parseNdjson } from './parse-ndjson.ts';
import { parseWorkbook } from './parse-workbook.ts';
import type { ReadingLimits } from './reading-limits.ts';
import { unreadable } from './unreadable.ts';
import { checkZip } from './zip-guard.ts';

/**
 * The sheets of a file, whatever its format.
 * @throws AppError `workbook_unreadable`
 */
export function readTables(fileName: string, bytes: Uint8Array, limits: ReadingLimits): SourceSheet[] {
  if (bytes.length === 0) throw unreadable('文件是空的');
  if (bytes.length > limits.maxBytes) {
    throw unreadable(`文件最大 ${inMegabytes(limits.maxBytes)}，收到 ${inMegabytes(bytes.length)}`);
  }
  const sheets = readAny(fileName, bytes, limits);
  const rows = sheets.reduce((sum, sheet) => sum + sheet.rows.length, 0);
  if (rows > limits.maxRows) {
    throw unreadable(`最多 ${limits.maxRows} 行，收到 ${rows} 行，请拆成几个文件分别导入`);
  }
  return sheets;
}

function readAny(fileName: string, bytes: Uint8Array, limits: ReadingLimits): SourceSheet[] {
  if (startsWith(bytes, ZIP)) {
    checkZip(bytes, limits.maxInflatedBytes);
    return parseWorkbook(bytes);
  }
  if (startsWith(bytes, COMPOUND_FILE)) {
    if (bytes.length < COMPOUND_FILE_HEADER_SIZE) throw unreadable('文件不完整，请重新另存后再试');
    return parseWorkbook(bytes);
  }

  const extension = /\.([^.]+)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  switch (extension) {
    case 'csv':
    case 'tsv':
    case 'txt':
      return [parseDelimited(fileName, decodeText(bytes))];
    case 'ndjson':
    case 'jsonl':
      return [parseNdjson(fileName, decodeText(bytes))];
    case 'xlsx':
    case 'xlsm':
    case 'xls':
    case 'et':
      throw unreadable(
        `扩展名是 .${extension}，内容却不是 Excel 工作簿；如果是文本表格，请把扩展名改为 .csv，否则请重新另存为 .xlsx`,
      );
    default:
      throw unreadable('不支持的文件类型，请使用 .xlsx、.xls、.csv、.tsv 或 .ndjson');
  }
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
/** The container of .xls files and of encrypted .xlsx files. */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0];
const COMPOUND_FILE_HEADER_SIZE = 512;

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

function inMegabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
