import { createWriteStream, readFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import exceljs from 'exceljs';
import { collectSheets } from '../../../src/importer/collect-sheets.ts';
import { tableWriter } from '../../../src/importer/index.ts';
import { DEFAULT_READING_LIMITS } from '../../../src/importer/reading-limits.ts';
import { readTables } from '../../../src/importer/read-tables.ts';

const SAMPLE = path.join(import.meta.dirname, '../../../data/finance.xlsx');
const TITLES = ['编号', '分类', '问题', '答案', '相似问', '标签', '状态', '生效时间'];

/** Writes the same table as .xlsx, with shared texts as Excel has them, and as .csv into `folder`. */
export async function writeReadingLoad(folder: string, size: number): Promise<{ xlsx: string; csv: string }> {
  const xlsx = path.join(folder, 'bank.xlsx');
  const csv = path.join(folder, 'bank.csv');
  const sample = await sampleRows();

  const workbook = new exceljs.stream.xlsx.WorkbookWriter({ filename: xlsx, useSharedStrings: true });
  const sheet = workbook.addWorksheet('题库');
  sheet.addRow(TITLES).commit();
  for (const row of rowsFrom(sample, size)) sheet.addRow(row).commit();
  await workbook.commit();

  const columns = TITLES.map((title) => ({ title, width: 20 }));
  const chunks = tableWriter.writeCsv({ name: '题库', columns, rows: rowsFrom(sample, size) });
  await pipeline(chunks, createWriteStream(csv));
  return { xlsx, csv };
}

/** Rows like those of the sample bank, no two with the same texts. */
function* rowsFrom(sample: readonly string[][], size: number): Generator<string[]> {
  for (let index = 0; index < size; index++) {
    const [category = '', question = '', answer = '', phrasings = '', tags = ''] =
      sample[index % sample.length]!;
    const number = String(index).padStart(6, '0');
    yield [
      ...[`Q${number}`, category, `${question}（${number}）`, `${answer}${number}`],
      ...[`${phrasings}；${number}`, tags, '已发布', '2026-01-02'],
    ];
  }
}

async function sampleRows(): Promise<string[][]> {
  const [sheet] = await collectSheets(readTables(SAMPLE, readFileSync(SAMPLE), DEFAULT_READING_LIMITS));
  const [header, ...rows] = sheet!.rows;
  const columns = ['分类', '问题', '答案', '相似问', '标签'].map((title) => header!.cells.indexOf(title));
  return rows.map(({ cells }) => columns.map((column) => String(cells[column] ?? '')));
}
