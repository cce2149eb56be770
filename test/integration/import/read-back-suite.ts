import fc from 'fast-check';
import { expect, it } from 'vitest';
import { audit } from '../../contract/store-fixtures.ts';
import { collected } from '../../helpers/collected.ts';
import { IMPORTER, inlineReader } from '../../helpers/import-services.ts';
import { checked, contentLists } from './any-contents.ts';
import { figures, type ImportContext } from './import-context.ts';

// 1. The report on an import is its file with the faults marked, and imports again.
// 2. Whatever a bank holds, its exports import as all unchanged.
export function readBackSuite(context: ImportContext, roundTrips: number): void {
  const { importFile, importText, transferOver } = context;

  it('hands back the file as a workbook with its faults marked', async () => {
    const record = await importText(['问题,答案,相似问', '什么是基金？,,', '怎么开户,带身份证,甲；甲']);
    const report = await collected(transferOver().importReport(record.id, IMPORTER));
    const sheets = await inlineReader.read('report.xlsx', report);
    expect(sheets.map(({ name }) => name)).toEqual(['题库.csv', '检查结果']);
    expect(sheets[0]?.rows.map(({ cells }) => cells)).toEqual([
      ['问题', '答案', '相似问', '建议修改（相似问）'],
      ['什么是基金？'],
      ['怎么开户', '带身份证', '甲；甲', '甲'],
    ]);
    expect(sheets[1]?.rows.slice(1).map(({ cells }) => cells.slice(0, 4))).toEqual([
      ['级别', '工作表', '单元格', '发现了什么'],
      ['未导入', '题库.csv', 'B2', '没有答案'],
      ['提醒', '题库.csv', 'C3', '相似问“甲”重复'],
    ]);
    const input = {
      bank: context.bank,
      fileName: 'report.xlsx',
      bytes: report,
      mode: 'upsert',
      dryRun: true,
    } as const;
    const again = await importFile(transferOver(), input);
    expect(again.counts).toEqual(figures({ read: 2, unchanged: 1, rejected: 1 }));
    expect(again.findings.map(({ rule }) => rule)).toEqual(['answer_missing', 'phrasing_dropped']);
  });

  it('finds its own exports all unchanged, whatever the bank holds', async () => {
    await fc.assert(
      fc.asyncProperty(contentLists, async (contents) => {
        const bank = await context.newBank();
        const changes = contents.map((content) => ({ kind: 'add', ...checked(content) }) as const);
        if (changes.length > 0) await context.store.applyQuestionChanges(bank, changes, audit);
        for (const format of ['xlsx', 'csv', 'ndjson'] as const) {
          const input = {
            bank,
            fileName: `a.${format}`,
            bytes: await collected(transferOver().exportBank(bank, format, IMPORTER)),
            dryRun: true,
            extraColumns: 'keep',
          } as const;
          if (format === 'ndjson' && changes.length === 0) continue;
          const { counts, findings } = await importFile(transferOver(), { ...input, mode: 'replace' });
          const errors = findings.filter(({ level }) => level === 'error');
          expect([format, counts, errors]).toEqual([
            format,
            figures({ read: changes.length, unchanged: changes.length }),
            [],
          ]);
        }
      }),
      { numRuns: roundTrips },
    );
  });
}
