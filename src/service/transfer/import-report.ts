import { AppError } from '../../errors.ts';
import type { ImportMode, ImportRecord } from '../ports/import-store.ts';
import { showTime } from './cell-values.ts';
import { listFindings } from './list-findings.ts';
import { markSheets } from './mark-sheets.ts';
import type { SourceSheet } from './table-reader.ts';
import type { TargetSheet } from './table-writer.ts';
import type { TransferDependencies } from './transfer-dependencies.ts';
import { sheetsAsTables } from './sheets-as-tables.ts';

type ReportDependencies = Pick<TransferDependencies, 'reader' | 'writer' | 'columnAliases'> & {
  store: Pick<TransferDependencies['store'], 'readImportFile'>;
};

const MODES: Readonly<Record<ImportMode, string>> = {
  upsert: '更新或新增',
  add: '只新增',
  replace: '以文件为准',
};
/** `PK`: an .xlsx file is a zip. */
const ZIP = [0x50, 0x4b];

/**
 * The workbook that was imported with its faults marked: cells coloured and commented, proposals in columns of
 * their own, a sheet that lists all findings. From other formats a workbook of the same rows and columns; from a
 * file that is no longer kept, or that nobody could read, a list alone.
 */
export async function* importReport(
  { store, reader, writer, columnAliases }: ReportDependencies,
  record: ImportRecord,
): AsyncGenerator<Uint8Array> {
  const file = await store.readImportFile(record.id);
  const sheets = file === null ? null : await readAgain(reader, record.fileName, file);
  if (file === null || sheets === null) {
    const figures = await whole(writer.writeWorkbook([figuresOf(record)]));
    yield* writer.markWorkbook(figures, [], listFindings(record));
    return;
  }
  const isWorkbook = ZIP.every((byte, index) => file[index] === byte);
  const workbook = isWorkbook
    ? file
    : await whole(writer.writeWorkbook(sheetsAsTables(sheets, columnAliases)));
  const marks = markSheets(record.findings, sheets, columnAliases);
  yield* writer.markWorkbook(workbook, marks, listFindings(record));
}

/** Null: the file cannot be read, which is all there is to say of it. */
async function readAgain(
  reader: TransferDependencies['reader'],
  fileName: string,
  file: Uint8Array,
): Promise<SourceSheet[] | null> {
  try {
    return await reader.read(fileName, file);
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function whole(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

function figuresOf(record: ImportRecord): TargetSheet {
  const { read, added, updated, unchanged, rejected, removed } = record.counts;
  return {
    name: '汇总',
    columns: [
      { title: '项目', width: 16 },
      { title: '内容', width: 60 },
    ],
    rows: [
      ['文件', record.fileName],
      ['题库', record.bank],
      ['方式', `${MODES[record.mode]}${record.dryRun ? '（只检查，未写入）' : ''}`],
      ['操作人', record.createdBy],
      ['时间', showTime(record.createdAt)],
      ...Object.entries({
        读取: read,
        新增: added,
        更新: updated,
        未变: unchanged,
        拒绝: rejected,
        删除: removed,
      }).map(([title, count]) => [title, String(count)]),
    ],
  };
}
