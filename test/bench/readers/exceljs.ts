import exceljs from 'exceljs';
import type { Reader } from './reader.ts';

export const read: Reader = async (file) => {
  const workbook = new exceljs.Workbook();
  if (file.endsWith('.csv')) return (await workbook.csv.readFile(file, { map: asText })).rowCount;
  await workbook.xlsx.readFile(file);
  return workbook.worksheets[0]!.rowCount;
};

/** By default it tries every cell as a date, which takes ten times as long. */
function asText(value: unknown): unknown {
  return value;
}

/** Keeps the rows, as every other does. */
export const readStreaming: Reader = async (file) => {
  const reader = new exceljs.stream.xlsx.WorkbookReader(file, { sharedStrings: 'cache', worksheets: 'emit' });
  const rows: unknown[] = [];
  for await (const sheet of reader) for await (const row of sheet) rows.push(row.values);
  return rows.length;
};
