import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportMode } from '../../../../src/service/ports/import-store.ts';
import type { StoredQuestion } from '../../../../src/service/ports/question.ts';
import { checkQuestionContent, NEW_QUESTION_DEFAULTS } from '../../../../src/service/question-content.ts';
import { planChangeSet } from '../../../../src/service/transfer/change-set.ts';
import type { SourceCell } from '../../../../src/service/transfer/table-reader.ts';
import { identityOf, judged, sheetOf } from './rows-of.ts';

// Rows held against a bank:
// 1. A row means the question with its external id, else the one with its wording.
// 2. Absent columns change nothing; what changes nothing is unchanged.
// 3. Questions may trade places; none may take the place of one that stays.
// 4. People are shown every row and every removal, with its place in the file.
// 5. The accounts balance, and the changes leave a bank without duplicates, whatever the file and the bank.

const at = new Date('2026-01-01T00:00:00Z');

function stored(id: string, question: string, over: Partial<StoredQuestion> = {}): StoredQuestion {
  const input = { ...NEW_QUESTION_DEFAULTS, question, answer: '答', ...over };
  const { content, questionKey } = checkQuestionContent(input, identityOf);
  const audit = { createdBy: 'a', createdAt: at, updatedBy: 'a', updatedAt: at, changeReason: null };
  return { ...content, ...audit, id, bank: 'b', questionKey, version: 1 };
}

async function plan(bank: StoredQuestion[], mode: ImportMode, header: string[], ...rows: SourceCell[][]) {
  const judgedRows = judged(sheetOf([header, ...rows]));
  const set = await planChangeSet(judgedRows, bank, mode, identityOf);
  const { added, updated, unchanged, rejected, removed } = set.counts;
  const rules = [...set.findings.values()].flat().map(({ rule }) => rule);
  return { ...set, figures: [added, updated, unchanged, rejected, removed], rules };
}

const HEADER = ['编号', '问题', '答案'];

describe('what a row means', () => {
  const bank = [stored('q1', '甲是什么', { externalId: 'A' }), stored('q2', '乙是什么')];

  it('is the question with its external id, which may get a new wording', async () => {
    const { figures, writes } = await plan(bank, 'upsert', HEADER, ['A', '丙是什么', '答']);
    expect(figures).toEqual([0, 1, 0, 0, 0]);
    expect(writes[0]).toMatchObject({
      kind: 'update',
      id: 'q1',
      questionKey: '丙是什么',
      expectedVersion: 1,
    });
  });

  it('is the question with its wording, which may get an external id and keeps the one it has', async () => {
    const { figures, writes } = await plan(
      bank,
      'upsert',
      HEADER,
      ['B', '乙是 什么？', '答'],
      ['', '甲是什么', '新答'],
    );
    expect(figures).toEqual([0, 2, 0, 0, 0]);
    expect(writes).toMatchObject([
      { id: 'q2', content: { externalId: 'B', question: '乙是 什么？' } },
      { id: 'q1', content: { externalId: 'A', answer: '新答' } },
    ]);
  });

  it('is no question that has another external id', async () => {
    const { figures, rules } = await plan(bank, 'upsert', HEADER, ['X', '甲是什么', '答']);
    expect([figures, rules]).toEqual([[0, 0, 0, 1, 0], ['question_taken']]);
  });

  it('must be new with mode add', async () => {
    const rows = [
      ['A', '新问题', '答'],
      ['', '乙是什么', '答'],
      ['X', '甲是什么', '答'],
      ['', '丙是什么', '答'],
    ];
    const { figures, rules } = await plan(bank, 'add', HEADER, ...rows);
    expect([figures, rules]).toEqual([
      [1, 0, 0, 3, 0],
      ['already_in_bank', 'already_in_bank', 'question_taken'],
    ]);
  });

  it('is the whole bank with mode replace: the rest goes, what a rejected row means stays, ids may change', async () => {
    const three = [...bank, stored('q3', '丁是什么', { externalId: 'D' })];
    const { figures, writes } = await plan(
      three,
      'replace',
      HEADER,
      ['A', '甲是什么', ''],
      ['E', '丁是什么', '答'],
    );
    expect(figures).toEqual([0, 1, 0, 1, 1]);
    expect(writes).toMatchObject([
      { kind: 'remove', id: 'q2' },
      { kind: 'update', id: 'q3', content: { externalId: 'E' } },
    ]);
  });
});

describe('a bank that is larger than any file', () => {
  it('is replaced', async () => {
    const one = stored('q', '甲是什么');
    const bank = Array.from({ length: 200_000 }, (_, at) => ({
      ...one,
      id: `q${at}`,
      questionKey: `甲${at}`,
    }));
    const { figures } = await plan(bank, 'replace', HEADER, ['', '乙是什么', '答']);
    expect(figures).toEqual([1, 0, 0, 0, 200_000]);
  });
});

describe('fields', () => {
  const full = stored('q1', '甲是什么', {
    category: '基础',
    tags: ['一'],
    phrasings: ['甲是啥'],
    status: 'draft',
    pinned: true,
  });

  it('of absent columns stay as they are', async () => {
    const { figures, writes } = await plan([full], 'upsert', ['问题', '答案'], ['甲是什么', '新答']);
    expect(figures).toEqual([0, 1, 0, 0, 0]);
    const kept = {
      answer: '新答',
      category: '基础',
      tags: ['一'],
      phrasings: ['甲是啥'],
      status: 'draft',
      pinned: true,
    };
    expect(writes[0]).toMatchObject({ content: kept });
  });

  it('of empty cells are emptied, but for the state and the pin', async () => {
    const header = ['问题', '答案', '分类', '标签', '相似问', '状态', '置顶'];
    const { writes } = await plan([full], 'upsert', header, ['甲是什么', '答', '', '', '', '', '']);
    const emptied = { category: null, tags: [], phrasings: [], status: 'draft', pinned: true };
    expect(writes[0]).toMatchObject({ content: emptied });
  });

  it('that say what is there change nothing, also where the bank holds invisible characters', async () => {
    const odd = stored('q2', '乙\u200b是什么', { answer: '答\u00a0案' });
    const { figures } = await plan(
      [full, odd],
      'upsert',
      ['问题', '答案'],
      ['甲是什么', '答'],
      ['乙是什么', '答 案'],
    );
    expect(figures).toEqual([0, 0, 2, 0, 0]);
  });

  it('are judged together with those that stay', async () => {
    const ending = stored('q1', '甲是什么', { validUntil: new Date('2026-01-01') });
    const { figures, rules } = await plan(
      [ending],
      'upsert',
      ['问题', '答案', '生效时间'],
      ['甲是什么', '答', '2027-01-01'],
    );
    expect([figures, rules]).toEqual([[0, 0, 0, 1, 0], ['validity_reversed']]);
  });
});

describe('what people are shown', () => {
  it('is every row with its place, what it was and what it becomes, and what is removed', async () => {
    const bank = ['甲', '乙', '丙'].map((text, index) => stored(`q${index + 1}`, `${text}是什么`));
    const rows = [
      ['', '丁是什么', '答'],
      ['', '甲是什么', '新答'],
      ['', '乙是什么', '答'],
      ['', '戊是什么', ''],
    ];
    const { changes, writes } = await plan(bank, 'replace', HEADER, ...rows);
    expect(changes).toMatchObject([
      { kind: 'added', place: { row: 2 }, question: '丁是什么', before: null, after: { answer: '答' } },
      { kind: 'updated', questionId: 'q1', before: { answer: '答' }, after: { answer: '新答' } },
      { kind: 'unchanged', place: { row: 4 }, questionId: 'q2', before: null, after: null },
      { kind: 'rejected', place: { row: 5 }, questionId: null, question: '戊是什么' },
      { kind: 'removed', place: null, questionId: 'q3', before: { question: '丙是什么' }, after: null },
    ]);
    expect(writes.find(({ kind }) => kind === 'add')).toMatchObject({
      id: changes[0]!.questionId,
      place: { sheet: changes[0]!.place!.sheet, row: 2 },
    });
  });
});

describe('questions that move', () => {
  const bank = [
    stored('q1', '甲是什么', { externalId: 'A' }),
    stored('q2', '乙是什么', { externalId: 'B' }),
    stored('q3', '丙是什么', { externalId: 'C' }),
  ];

  it('may trade places', async () => {
    const { figures } = await plan(bank, 'upsert', HEADER, ['A', '乙是什么', '答'], ['B', '甲是什么', '答']);
    expect(figures).toEqual([0, 2, 0, 0, 0]);
  });

  it('may not take the place of one that stays, nor of one whose own move fails', async () => {
    const { figures, rules } = await plan(
      bank,
      'upsert',
      HEADER,
      ['A', '乙是什么', '答'],
      ['B', '丙是什么', '答'],
    );
    expect([figures, rules]).toEqual([
      [0, 0, 0, 2, 0],
      ['question_taken', 'question_taken'],
    ]);
  });

  it('may take the place of one that is removed', async () => {
    const { figures } = await plan(bank, 'replace', HEADER, ['A', '丙是什么', '答']);
    expect(figures).toEqual([0, 1, 0, 0, 2]);
  });
});

describe('any file against any bank', () => {
  const question = fc.constantFrom('甲', '乙', '丙', '丁', '戊', '甲？', '😀', '');
  const externalId = fc.constantFrom('', '', 'A', 'B', 'C');
  const row = fc.tuple(
    externalId,
    question,
    fc.constantFrom('答', '新答', ''),
    fc.constantFrom('', '甲', '乙丙;丁'),
  );
  const banks = fc
    .uniqueArray(fc.constantFrom('甲', '乙', '丙', '丁'), { maxLength: 4 })
    .chain((questions) =>
      fc.tuple(fc.constant(questions), fc.shuffledSubarray(['A', 'B', 'C', ''], { minLength: 4 })),
    )
    .map(([questions, ids]) =>
      questions.map((text, index) =>
        stored(`q${index}`, text, { externalId: ids[index] === '' ? null : ids[index]! }),
      ),
    );
  const modes = fc.constantFrom<ImportMode>('upsert', 'add', 'replace');

  it('balances, and leaves no question and no external id twice', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row), banks, modes, async (rows, bank, mode) => {
        const { counts, changes, writes } = await plan(bank, mode, [...HEADER, '相似问'], ...rows);
        expect(counts.read).toBe(counts.added + counts.updated + counts.unchanged + counts.rejected);
        expect(counts.read).toBe(rows.filter((cells) => cells.some((cell) => cell !== '')).length);
        expect(writes.length).toBe(counts.added + counts.updated + counts.removed);
        expect(changes.length).toBe(counts.read + counts.removed);

        const after = new Map(
          bank.map((entry) => [entry.id, { key: entry.questionKey, externalId: entry.externalId }]),
        );
        writes.forEach((change, index) => {
          if (change.kind === 'remove') after.delete(change.id);
          else {
            const id = change.kind === 'add' ? `new${index}` : change.id;
            after.set(id, { key: change.questionKey, externalId: change.content.externalId });
          }
        });
        const left = [...after.values()];
        const ids = left.flatMap((entry) => entry.externalId ?? []);
        expect(new Set(left.map(({ key }) => key)).size).toBe(left.length);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 1000 },
    );
  });
});
