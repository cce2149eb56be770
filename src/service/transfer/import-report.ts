import type { ImportMode, ImportRecord } from '../ports/import-store.ts';
import { showTime } from './cell-values.ts';
import type { TableWriter, TargetSheet } from './table-writer.ts';

const MODES: Readonly<Record<ImportMode, string>> = {
  upsert: '更新或新增',
  add: '只新增',
  replace: '以文件为准',
};

/** A workbook with one sheet of findings and one of figures. */
export async function writeReport(record: ImportRecord, writer: TableWriter): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of writer.writeWorkbook([findingsOf(record), figuresOf(record)])) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function findingsOf({ findings }: ImportRecord): TargetSheet {
  return {
    name: '问题',
    columns: [
      { title: '工作表', width: 20 },
      { title: '行', width: 8 },
      { title: '列', width: 8 },
      { title: '级别', width: 12 },
      { title: '发现', width: 60 },
      { title: '建议', width: 60 },
    ],
    rows: findings.map((finding) => {
      const { sheet, row, column, found, expected } = finding;
      const level = finding.level === 'error' ? '未导入' : '提醒';
      return [sheet, String(row ?? ''), column ?? '', level, found, expected];
    }),
  };
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
