import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import type { ImportProgress } from '../../../src/service/ports/import-store.ts';
import { IMPORTER, importServices } from '../../helpers/import-services.ts';
import { figures, type ImportContext } from './import-context.ts';

// 1. The sample bank goes in, and once more changes nothing.
// 2. A dry run writes nothing but its record. Good rows go in beside bad ones. Everything is accounted for.
// 3. A file without a question that can be imported replaces nothing, not even by a dry run.
// 4. What is written has its history, and is announced.
export function importedRowsSuite(context: ImportContext): void {
  const { importFile, importText, questions, transferOver } = context;

  it('takes the sample bank in, and finds it unchanged the second time', async () => {
    const bytes = readFileSync(path.join(import.meta.dirname, '../../../data/finance.xlsx'));
    const input = {
      bank: context.bank,
      fileName: 'finance.xlsx',
      bytes,
      mode: 'upsert',
      dryRun: false,
    } as const;
    const progress: ImportProgress[] = [];
    const { transfer, announced } = importServices(context.store);
    const first = await importFile(transfer, input, (step) => progress.push(step));
    const { read } = first.counts;
    expect(first).toMatchObject({ state: 'published', findings: [], counts: figures({ read, added: read }) });
    expect(announced).toEqual([`${context.bank}@${first.bankVersion}`]);
    expect(progress.every(({ done, total }) => done <= total)).toBe(true);
    expect(await questions()).toHaveLength(read);

    const second = await importFile(transfer, input);
    expect(second).toMatchObject({ counts: figures({ read, unchanged: read }), bankVersion: null });
    expect(announced).toHaveLength(1);
  });

  it('lets good rows in beside bad ones, and keeps the record with its history', async () => {
    await importText(['编号,问题,答案,分类', 'A,什么是基金？,旧答案,基金', 'B,什么是债券？,答,债券']);
    const record = await importText([
      '编号,问题,答案',
      'A,什么是基金？,新答案',
      'B,什么是债券,',
      'C,什么是股票,答',
      'D,什么是股票？,答',
    ]);
    expect(record.counts).toEqual(figures({ read: 4, added: 1, updated: 1, rejected: 2 }));
    expect(record.findings.map(({ rule, row, column }) => [rule, row, column])).toEqual([
      ['answer_missing', 3, 'C'],
      ['duplicate_question', 5, 'B'],
    ]);
    expect(record).toMatchObject({ fileName: '题库.csv', createdBy: 'cli:ann', dryRun: false });
    expect(await transferOver().findImport(record.id, IMPORTER)).toEqual(record);

    const contents = (await questions()).map(({ question, answer, category }) => [
      question,
      answer,
      category,
    ]);
    expect(contents).toEqual([
      ['什么是基金？', '新答案', '基金'],
      ['什么是债券？', '答', '债券'],
      ['什么是股票', '答', null],
    ]);
    const history = await context.store.listHistory(
      context.bank,
      { importId: record.id },
      { limit: 10, offset: 0 },
    );
    expect(history.items.map(({ kind, by, reason }) => [kind, by, reason])).toEqual([
      ['added', 'cli:ann', '导入 题库.csv'],
      ['updated', 'cli:ann', '导入 题库.csv'],
    ]);
  });

  it('writes nothing but its record on a dry run', async () => {
    await importText(['问题,答案', '什么是基金？,答']);
    const before = [await context.store.findBank(context.bank), await questions()];
    const record = await importText(['问题,答案', '什么是债券？,答'], { dryRun: true, mode: 'replace' });
    expect(record).toMatchObject({ state: 'validated', dryRun: true, bankVersion: null });
    expect(record.counts).toEqual(figures({ read: 1, added: 1, removed: 1 }));
    expect([await context.store.findBank(context.bank), await questions()]).toEqual(before);
    expect(await context.store.findImport(record.id)).toEqual(record);
  });

  it('makes the bank like the file with mode replace', async () => {
    await importText(['编号,问题,答案', 'A,什么是基金？,答', 'B,什么是债券？,答']);
    const record = await importText(['编号,问题,答案', 'B,什么是基金？,答', ',什么是股票？,答'], {
      mode: 'replace',
    });
    expect(record.counts).toEqual(figures({ read: 2, added: 1, updated: 1, removed: 1 }));
    expect((await questions()).map(({ externalId, question }) => [externalId, question])).toEqual([
      ['B', '什么是基金？'],
      [null, '什么是股票？'],
    ]);
  });

  it.each([
    ['only a header', ['问题,答案'], 'rows_missing'],
    ['only faulty rows', ['问题,答案', '什么是债券？,'], 'answer_missing'],
  ])('replaces nothing by %s', async (_, lines, rule) => {
    await importText(['问题,答案', '什么是基金？,答']);
    const before = [await context.store.findBank(context.bank), await questions()];
    for (const dryRun of [false, true]) {
      const record = await importText(lines, { mode: 'replace', dryRun });
      const error = { code: 'import_empty', parameters: {} };
      expect(record).toMatchObject({ state: 'failed', bankVersion: null, error });
      expect(record.findings.map((finding) => finding.rule)).toEqual([rule]);
    }
    expect([await context.store.findBank(context.bank), await questions()]).toEqual(before);
  });
}
