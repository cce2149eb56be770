import type { TableWriter } from '../service/transfer/table-writer.ts';
import { writeCsv } from './write-csv.ts';
import { writeWorkbook } from './write-workbook.ts';

export { createTableReader } from './worker-table-reader.ts';

export const tableWriter: TableWriter = { writeWorkbook, writeCsv };
