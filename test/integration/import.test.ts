import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import type { Caller } from '../../src/service/caller.ts';
import { BOOST_LIMIT } from '../../src/service/limits.ts';
import { checkQuestionContent, NEW_QUESTION_DEFAULTS } from '../../src/service/question-content.ts';
import type {
  ImportCounts,
  ImportMode,
  ImportProgress,
  ImportRecord,
} from '../../src/service/ports/import-store.ts';
import type { QuestionContent, StoredQuestion } from '../../src/service/ports/question.ts';
import type { Store } from '../../src/service/ports/store.ts';
import { visibleText } from '../../src/service/transfer/visible-text.ts';
import type { BankTransfer, ImportInput } from '../../src/service/use-cases/bank-transfer.ts';
import { audit, settings } from '../contract/store-fixtures.ts';
import { expectError } from '../contract/expect-error.ts';
import { requireService } from '../helpers/availability.ts';
import { searchEngine } from '../helpers/engine.ts';
import { IMPORTER, importServices, inlineReader } from '../helpers/import-services.ts';
import { mariadbStore } from '../helpers/mariadb-store.ts';
import { sqliteStore } from '../helpers/sqlite-store.ts';

// Imports and exports over real stores and real files:
// 1. The sample bank goes in, and once more changes nothing.
// 2. A dry run writes nothing but its record. Good rows go in beside bad ones. Everything is accounted for.
// 3. A write is one transaction with its history, announced; others who write meanwhile are respected.
// 4. Only who may write imports, and only into a bank that exists, unless asked to create it.
// 5. Whatever a bank holds, its exports import as all unchanged.

const root = path.join(import.meta.dirname, '../..');
const identityOf = (text: string) => searchEngine.normalizeForIdentity(text);
const owner = IMPORTER;

describe('over SQLite', () => {
  importSuite(sqliteStore, 40);
});
describe.runIf(requireService('mariadb'))('over MariaDB', () => {
  importSuite(mariadbStore, 10);
});

function importSuite(open: () => Promise<Store>, roundTrips: number): void {
  let store: Store;
  let bank: string;
  let banks = 0;
  beforeAll(async () => {
    store = await open();
  });
  afterAll(() => store.close());
  beforeEach(async () => {
    bank = `bank-${++banks}`;
    await store.createBank(bank, settings, audit);
  });

  const transferOver = (over: Partial<Store> = {}): BankTransfer =>
    importServices({ ...store, ...over }).transfer;
  /** What an upload comes to. */
  const importFile = async (
    transfer: BankTransfer,
    input: ImportInput,
    onProgress?: (progress: ImportProgress) => void,
  ): Promise<ImportRecord> => {
    const { id } = await transfer.submitImport(input, owner);
    return transfer.completeImport(id, owner, onProgress);
  };
  const importText = (
    lines: string[],
    {
      mode = 'upsert',
      dryRun = false,
      transfer = transferOver(),
    }: {
      mode?: ImportMode;
      dryRun?: boolean;
      transfer?: BankTransfer;
    } = {},
  ) => {
    const bytes = Buffer.from(lines.join('\n'));
    return importFile(transfer, { bank, fileName: 'dir/题库.csv', bytes, mode, dryRun });
  };
  const questions = async (): Promise<StoredQuestion[]> => {
    const all: StoredQuestion[] = [];
    for await (const batch of store.readQuestions(bank, 100)) all.push(...batch);
    return all;
  };
  const exported = async (format: 'xlsx' | 'csv' | 'ndjson') => {
    return collected(transferOver().exportBank(bank, format, owner));
  };

  it('takes the sample bank in, and finds it unchanged the second time', async () => {
    const bytes = readFileSync(path.join(root, 'data/finance.xlsx'));
    const input = { bank, fileName: 'finance.xlsx', bytes, mode: 'upsert', dryRun: false } as const;
    const progress: ImportProgress[] = [];
    const { transfer, announced } = importServices(store);
    const first = await importFile(transfer, input, (step) => progress.push(step));
    const { read } = first.counts;
    expect(first).toMatchObject({ state: 'published', findings: [], counts: figures({ read, added: read }) });
    expect(announced).toEqual([`${bank}@${first.bankVersion}`]);
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
    expect(await transferOver().findImport(record.id, owner)).toEqual(record);

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
    const history = await store.listHistory(bank, { importId: record.id }, { limit: 10, offset: 0 });
    expect(history.items.map(({ kind, by, reason }) => [kind, by, reason])).toEqual([
      ['added', 'cli:ann', '导入 题库.csv'],
      ['updated', 'cli:ann', '导入 题库.csv'],
    ]);
  });

  it('writes nothing but its record on a dry run', async () => {
    await importText(['问题,答案', '什么是基金？,答']);
    const before = [await store.findBank(bank), await questions()];
    const record = await importText(['问题,答案', '什么是债券？,答'], { dryRun: true, mode: 'replace' });
    expect(record).toMatchObject({ state: 'validated', dryRun: true, bankVersion: null });
    expect(record.counts).toEqual(figures({ read: 1, added: 1, removed: 1 }));
    expect([await store.findBank(bank), await questions()]).toEqual(before);
    expect(await store.findImport(record.id)).toEqual(record);
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

  it('holds the rows against the bank again when others were quicker', async () => {
    let attempts = 0;
    const transfer = transferOver({
      async finishImport(outcome, lease) {
        const content = { ...NEW_QUESTION_DEFAULTS, question: '什么是基金？', answer: '他人的答案' };
        const change = { kind: 'add', content, questionKey: identityOf(content.question) } as const;
        if (++attempts === 1) await store.applyQuestionChanges(bank, [change], audit);
        return store.finishImport(outcome, lease);
      },
    });
    const record = await importText(['问题,答案', '什么是基金？,我的答案'], { transfer });
    expect([attempts, record.counts]).toEqual([2, figures({ read: 1, updated: 1 })]);
    expect((await questions()).map(({ answer }) => answer)).toEqual(['我的答案']);
  });

  it('leaves all as it was when the write fails, and is done again when the store is back', async () => {
    let failures = 0;
    const transfer = transferOver({
      finishImport: (outcome, lease) => {
        if (++failures === 1) throw new AppError('store_unavailable');
        return store.finishImport(outcome, lease);
      },
    });
    const record = await importText(['问题,答案', '什么是基金？,答'], { transfer });
    expect([failures, record.state, record.counts]).toEqual([2, 'published', figures({ read: 1, added: 1 })]);
    expect(await questions()).toHaveLength(1);
    const history = await store.listHistory(bank, { importId: record.id }, { limit: 10, offset: 0 });
    expect(history.total).toBe(1);
  });

  it('is for those who may write, and for a bank that exists', async () => {
    const bytes = Buffer.from('问题,答案\n什么是基金？,答');
    const input = { bank, fileName: 'a.csv', bytes, mode: 'upsert', dryRun: false } as const;
    const transfer = transferOver();
    const searcher: Caller = { name: 'key:r', role: 'reader', banks: null };
    const stranger: Caller = { name: 'key:s', role: 'editor', banks: ['another'] };
    await expectError(transfer.submitImport(input, searcher), 'forbidden');
    await expectError(transfer.submitImport(input, stranger), 'forbidden');
    await expectError(transfer.submitImport({ ...input, bank: 'missing' }, owner), 'bank_not_found');
    await expectError(transfer.findImport('missing', owner), 'import_not_found');
    const { id } = await importFile(transfer, input);
    await expectError(transfer.cancelImport(id, searcher), 'forbidden');
    await expectError(transfer.findImport(id, stranger), 'forbidden');
    await expectError(
      transfer.exportBank('missing', 'csv', owner)[Symbol.asyncIterator]().next(),
      'bank_not_found',
    );
  });

  it('creates a missing bank when asked to, once there is something to put in it', async () => {
    const name = `new-${banks}`;
    const input = { bank: name, fileName: 'a.csv', mode: 'upsert', createMissingBank: true } as const;
    const bytes = Buffer.from('问题,答案\n什么是基金？,答');
    const transfer = transferOver();
    const empty = await importFile(transfer, { ...input, bytes: Buffer.from('x'), dryRun: false });
    expect(empty).toMatchObject({ state: 'failed', error: { code: 'workbook_columns_missing' } });
    const dry = await importFile(transfer, { ...input, bytes, dryRun: true });
    expect(dry.counts).toEqual(figures({ read: 1, added: 1 }));
    expect(await store.findBank(name)).toBeNull();
    await importFile(transfer, { ...input, bytes, dryRun: false });
    expect(await store.findBank(name)).toMatchObject({ name });
  });

  it('hands back the file as a workbook with its faults marked', async () => {
    const record = await importText(['问题,答案,相似问', '什么是基金？,,', '怎么开户,带身份证,甲；甲']);
    const report = await collected(transferOver().importReport(record.id, owner));
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
    const input = { bank, fileName: 'report.xlsx', bytes: report, mode: 'upsert', dryRun: true } as const;
    const again = await importFile(transferOver(), input);
    expect(again.counts).toEqual(figures({ read: 2, unchanged: 1, rejected: 1 }));
    expect(again.findings.map(({ rule }) => rule)).toEqual(['answer_missing', 'phrasing_dropped']);
  });

  it('finds its own exports all unchanged, whatever the bank holds', async () => {
    await fc.assert(
      fc.asyncProperty(contentLists, async (contents) => {
        bank = `bank-${++banks}`;
        await store.createBank(bank, settings, audit);
        const changes = contents.map((content) => ({ kind: 'add', ...checked(content) }) as const);
        if (changes.length > 0) await store.applyQuestionChanges(bank, changes, audit);
        for (const format of ['xlsx', 'csv', 'ndjson'] as const) {
          const input = {
            bank,
            fileName: `a.${format}`,
            bytes: await exported(format),
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

async function collected(chunks: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}

function figures(some: Partial<ImportCounts>): ImportCounts {
  return { read: 0, added: 0, updated: 0, unchanged: 0, rejected: 0, removed: 0, ...some };
}

function checked(content: QuestionContent) {
  const { content: clean, questionKey } = checkQuestionContent(content, identityOf);
  return { content: clean, questionKey };
}

const awkward = fc.constantFrom(
  '=1+1',
  '+2',
  '-3',
  '@四',
  "'=五",
  '"六"',
  '七\n八',
  'a；b;c|d##e',
  '_x0041_',
  '<&>',
  '　全角 ',
  '\u00a0',
  '\u200b',
  '𠮷😀',
  "'",
  ',',
  '#REF',
  '\t',
);
const text = fc
  .array(fc.oneof(awkward, fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 4 })
  .map((parts) => parts.join(''));
const time = fc.option(
  fc.date({ min: new Date('2000-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }),
);

const contents: fc.Arbitrary<QuestionContent> = fc
  .record({
    externalId: fc.option(text),
    question: text,
    answer: text,
    phrasings: fc.array(text, { maxLength: 4 }),
    negativePhrasings: fc.array(text, { maxLength: 2 }),
    category: fc.option(text),
    tags: fc.array(text, { maxLength: 3 }),
    status: fc.constantFrom('published', 'draft', 'archived'),
    validFrom: time,
    validUntil: fc.constant(null),
    pinned: fc.boolean(),
    boost: fc.integer({ min: -BOOST_LIMIT, max: BOOST_LIMIT }),
    extra: fc.dictionary(fc.oneof(text, fc.constantFrom('备注', '问题', 'extra.a', 'Q')), text, {
      ...{ maxKeys: 3, noNullPrototype: true },
    }),
  })
  .filter((content) =>
    [content, visible(content)].every((each) => checkQuestionContent(each, identityOf).faults.length === 0),
  );

/** As people see it. */
function visible(content: QuestionContent): QuestionContent {
  const entries = Object.entries(content).map(([field, value]: [string, unknown]) => {
    if (typeof value === 'string') return [field, visibleText(value)];
    if (field === 'extra') {
      const extra = Object.entries(content.extra).map((entry) => entry.map(visibleText));
      return [field, Object.fromEntries(extra) as unknown];
    }
    return [field, Array.isArray(value) ? value.map((entry) => visibleText(String(entry))) : value];
  });
  return Object.fromEntries(entries) as QuestionContent;
}

/** Contents that one bank may hold together. */
const contentLists = fc.array(contents, { maxLength: 12 }).map((list) =>
  distinct(
    distinct(list, (each) => checked(each).questionKey),
    (each) => checked(each).content.externalId,
  ),
);

function distinct(
  list: QuestionContent[],
  keyOf: (content: QuestionContent) => string | null,
): QuestionContent[] {
  const keys = list.map(keyOf);
  return list.filter((_, index) => keys[index] === null || keys.indexOf(keys[index]!) === index);
}
