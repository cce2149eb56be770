import type { TableWriter } from '../service/transfer/table-writer.ts';
import { markWorkbook } from './report/mark-workbook.ts';
import { writeCsv } from './write-csv.ts';
import { writeWorkbook } from './write-workbook.ts';

export { DEFAULT_READING_LIMITS } from './reading-limits.ts';
export { asTooLarge, readingTookTooLong } from './unreadable.ts';
export { createDirectTableReader, createTableReader } from './worker-table-reader.ts';

export const tableWriter: TableWriter = { writeWorkbook, writeCsv, markWorkbook };
