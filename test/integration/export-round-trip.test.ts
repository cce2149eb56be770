import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { QuestionContent } from '../../src/service/ports/question.ts';
import type { Store } from '../../src/service/ports/store.ts';
import { checkQuestionContent, NEW_QUESTION_DEFAULTS } from '../../src/service/question-content.ts';
import type { BankTransfer } from '../../src/service/use-cases/bank-transfer.ts';
import { audit, settings } from '../contract/store-fixtures.ts';
import { requireService } from '../helpers/availability.ts';
import { collected } from '../helpers/collected.ts';
import { searchEngine } from '../helpers/engine.ts';
import { IMPORTER, importServices } from '../helpers/import-services.ts';
import { convertWithLibreOffice } from '../helpers/libreoffice.ts';
import { seeWithOpenpyxl } from '../helpers/openpyxl.ts';
import { sqliteStore } from '../helpers/sqlite-store.ts';

// Exports that went through a spreadsheet:
// 1. What LibreOffice has opened and saved, as .xlsx or as .csv, imports as all unchanged: the sample bank, and cells
//    that spreadsheets like to change.
// 2. The workbook is made to be worked in: header in view, filter, widths, lists to choose from.
// 3. No cell is a formula, in either format.

const CSV = 'csv:Text - txt - csv (StarCalc):44,34,76,1';

const NASTY: Partial<QuestionContent>[] = [
  { externalId: '000001', question: '前导零 007', answer: '007', category: '0012' },
  { externalId: '1234567890123456789', question: '十九位数字', answer: '1234567890123456789' },
  { question: "=cmd|' /C calc'!A0", answer: '=1+1', phrasings: ['+1 是什么', '-2 是什么', '@SUM(1)'] },
  { question: "'=撇号 开头", answer: "'=1+1", tags: ['-a', '=b'] },
  { question: '换行和空格', answer: '第一行\n\n  第三行，"引号"\t制表；分号|竖线' },
  { question: '表情 😀 与 𠮷野家 👨‍👩‍👧', answer: '👍🏽 𠮷', phrasings: ['𠮷', '第二种；问法', '第三##种'] },
  { question: '2026-01-02', answer: '2026/1/2', category: '1-2' },
  { question: '百分之五', answer: '5%', category: '1e5' },
  { question: '真假', answer: 'TRUE', category: 'FALSE' },
  { question: '时间', answer: '12:30', status: 'draft', pinned: true },
  {
    question: '附加字段',
    answer: '答',
    extra: { 工号: '000007', 问题: '=1+1', '=公式': '第一行\n第二行', 占比: '5%' },
  },
  {
    ...{ question: '有效期', answer: '_x0041_ <b>&amp;</b>', status: 'archived' },
    ...{ validFrom: new Date('2026-01-01T16:00:00Z'), validUntil: new Date('2026-03-01T04:05:06Z') },
  },
];

describe.runIf(requireService('libreoffice', 'openpyxl'))('an export', { timeout: 600_000 }, () => {
  let store: Store;
  let transfer: BankTransfer;
  let sampleSize: number;
  beforeAll(async () => {
    store = await sqliteStore();
    transfer = importServices(store).transfer;
    for (const bank of ['finance', 'nasty']) await store.createBank(bank, settings, audit);
    const sample = readFileSync(path.join(import.meta.dirname, '../../data/finance.xlsx'));
    sampleSize = (await importInto('finance', 'finance.xlsx', sample, false)).counts.added;
    expect(sampleSize).toBeGreaterThan(500);
    const changes = NASTY.map((content) => {
      const whole = { ...NEW_QUESTION_DEFAULTS, question: '', answer: '', ...content };
      const checked = checkQuestionContent(whole, (text) => searchEngine.normalizeForIdentity(text));
      return { kind: 'add', content: checked.content, questionKey: checked.questionKey } as const;
    });
    await store.applyQuestionChanges('nasty', changes, audit);
  });
  afterAll(() => store.close());

  async function importInto(bank: string, fileName: string, bytes: Uint8Array, dryRun: boolean) {
    const mode = dryRun ? 'replace' : 'upsert';
    const input = { bank, fileName, bytes, mode, dryRun, extraColumns: 'keep' } as const;
    const { id } = await transfer.submitImport(input, IMPORTER);
    return transfer.completeImport(id, IMPORTER);
  }

  async function exported(bank: string, format: 'xlsx' | 'csv'): Promise<Buffer> {
    return collected(transfer.exportBank(bank, format, IMPORTER));
  }

  const cases = ['finance', 'nasty'].flatMap((bank) =>
    [
      ['xlsx', 'xlsx'],
      ['xlsx', CSV],
      ['csv', 'xlsx'],
      ['csv', CSV],
    ].map(([from, to]) => [bank, from, to] as const),
  );
  it.each(cases)(
    'of %s as %s, saved by LibreOffice as %s, imports as all unchanged',
    async (bank, from, to) => {
      const saved = await convertWithLibreOffice(await exported(bank, from as 'xlsx'), from!, to!);
      const record = await importInto(
        bank,
        `saved.${to!.slice(0, to!.startsWith('csv') ? 3 : 4)}`,
        saved,
        true,
      );
      const errors = record.findings.filter(({ level }) => level === 'error');
      const { unchanged, updated, added, removed } = record.counts;
      const size = bank === 'nasty' ? NASTY.length : sampleSize;
      expect({ errors, unchanged, updated, added, removed }).toEqual({
        ...{ errors: [], unchanged: size, updated: 0, added: 0, removed: 0 },
      });
    },
  );

  it('is a workbook to work in, without formulas', async () => {
    const seen = await seeWithOpenpyxl(
      await exported('nasty', 'xlsx'),
      `
ws = wb.worksheets[0]
seen = {"freeze": ws.freeze_panes, "filter": ws.auto_filter.ref, "width": ws.column_dimensions["D"].width,
  "header": [ws["A1"].font.b, ws["A1"].fill.fill_type], "sheets": [[s.title, s.sheet_state] for s in wb],
  "choices": {str(v.sqref): v.formula1 for v in ws.data_validations.dataValidation},
  "formulas": [c.coordinate for row in ws.iter_rows() for c in row if c.data_type == "f"],
  "quoted": ws["C4"].quotePrefix}
`,
    );
    expect(seen).toEqual({
      ...{ freeze: 'A2', filter: `A1:P${NASTY.length + 1}`, width: 80, header: [true, 'solid'] },
      sheets: [
        ['题库', 'visible'],
        ['选项', 'hidden'],
      ],
      choices: {
        'B2:B1048576': expect.stringMatching(/^'选项'!\$A\$2:\$A\$\d+$/) as string,
        'H2:H1048576': '"已发布,草稿,已归档"',
        'K2:K1048576': '"是,否"',
      },
      ...{ formulas: [], quoted: true },
    });
  });

  it('as CSV begins with a byte-order mark and holds no cell that a spreadsheet would run', async () => {
    const csv = await exported('nasty', 'csv');
    expect(csv.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const saved = await convertWithLibreOffice(csv, 'csv', 'xlsx');
    const seen = 'seen = [c.value for ws in wb for row in ws.iter_rows() for c in row if c.data_type == "f"]';
    expect(await seeWithOpenpyxl(saved, seen)).toEqual([]);
  });
});
