import type { ImportFinding, ImportRecord } from '../ports/import-store.ts';
import { FINDING_LIST_NAME } from './report-names.ts';
import type { FindingList, ListedFinding } from './report-writer.ts';
import { sheetName } from './sheets-as-tables.ts';

/** All findings of an import with links to their cells, below its accounts. */
export function listFindings(record: ImportRecord): FindingList {
  return {
    name: FINDING_LIST_NAME,
    summary: summarise(record),
    columns: [
      { title: '级别', width: 10 },
      { title: '工作表', width: 18 },
      { title: '单元格', width: 10 },
      { title: '发现了什么', width: 60 },
      { title: '应该怎样', width: 50 },
      { title: '建议改为', width: 50 },
      { title: '规则', width: 24 },
    ],
    rows: record.findings.map(toRow),
  };
}

function toRow({ level, sheet, row, cell, rule, found, expected, fix }: ImportFinding): ListedFinding {
  const place = cell ?? (row === null ? '整张表' : `第 ${row} 行`);
  const title = level === 'error' ? '未导入' : '提醒';
  const target = cell === null ? null : { sheet: sheetName(sheet), cell };
  return { cells: [title, sheet, place, found, expected, fix ?? '', rule], target };
}

function summarise({ counts, findings, dryRun }: ImportRecord): string {
  const { read, added, updated, unchanged, rejected, removed } = counts;
  const errors = findings.filter(({ level }) => level === 'error').length;
  const accounts = `读取 ${read} 行 = 新增 ${added} + 更新 ${updated} + 未变 ${unchanged} + 拒绝 ${rejected}`;
  return [
    `${accounts}${removed > 0 ? `，另删除 ${removed} 条` : ''}${dryRun ? '（只检查，未写入）' : ''}`,
    `未导入的问题 ${errors} 处（红色），提醒 ${findings.length - errors} 处（黄色），原因见单元格批注`,
    '改好后可直接上传本文件：本表和“建议修改”列只供参考，不会被导入',
  ].join('。');
}
