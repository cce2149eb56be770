import { describe, expect, it } from 'vitest';
import { isRejected } from '../../../../src/service/transfer/judge-row.ts';
import type { SourceCell } from '../../../../src/service/transfer/table-reader.ts';
import { judged, sheetOf } from './rows-of.ts';

// Judging rows:
// 1. Every fault is found, with its place and what to do, and rejects its row alone.
// 2. What is merely useless is dropped with a warning.
// 3. Cells become fields; absent columns become nothing.

const HEADER = [
  '编号',
  '问题',
  '答案',
  '相似问',
  '反例',
  '标签',
  '状态',
  '生效时间',
  '失效时间',
  '置顶',
  '分类',
  '加权',
];

/** The findings of one row that is sound but for these cells. */
function findingsOf(cells: Readonly<Record<string, string>>) {
  const sound: Record<string, string> = { 问题: '信用卡如何还款？', 答案: '见账单。', ...cells };
  const [row] = judged(sheetOf([HEADER, HEADER.map((title) => sound[title] ?? '')]));
  return row!.findings.map(({ level, cell, rule, found, expected }) => {
    return { at: cell, level, rule, message: `${found}；${expected}` };
  });
}

describe('a faulty row', () => {
  it.each<[Record<string, string>, string, string, string]>([
    [{ 问题: '' }, 'question_missing', 'B2', '没有问题；请填写问题，不需要这一行时请整行删除'],
    [
      { 问题: '😀？！' },
      'question_unsearchable',
      'B2',
      '问题“😀？！”里没有可以查找的文字；请写成含有汉字、字母或数字的问题',
    ],
    [{ 问题: '问'.repeat(201) }, 'text_too_long', 'B2', '问题有 201 个字，最多 200 个字；请缩短'],
    [{ 答案: ' \u200b' }, 'answer_missing', 'C2', '没有答案；请填写答案'],
    [{ 答案: '答'.repeat(10_001) }, 'text_too_long', 'C2', '答案有 10001 个字，最多 10000 个字；请缩短'],
    [{ 答案: '#N/A' }, 'formula_error', 'C2', '“答案”列是公式错误 #N/A；请改正公式，或直接填写文字'],
    [
      { 答案: '=DISPIMG("ID_8B3B5D0E2F5C",1)' },
      'picture_instead',
      'C2',
      '“答案”列是一张图片，图片不能导入；请改写成文字；图片可以放到网上，在答案里写它的 https 网址',
    ],
    [
      { 相似问: `好吗；${'长'.repeat(201)}` },
      'text_too_long',
      'D2',
      `相似问“${'长'.repeat(30)}…”有 201 个字，最多 200 个字；请缩短`,
    ],
    [
      { 相似问: Array.from({ length: 101 }, (_, i) => `问法${i}`).join('|') },
      'too_many_entries',
      'D2',
      '相似问有 101 条，最多 100 条；请删减',
    ],
    [
      { 反例: '信用卡 如何还款' },
      'negative_contradicts',
      'E2',
      '反例“信用卡 如何还款”与问题或相似问相同；请删去其中一处',
    ],
    [
      { 标签: '标'.repeat(33) },
      'text_too_long',
      'F2',
      `标签“${'标'.repeat(30)}…”有 33 个字，最多 32 个字；请缩短`,
    ],
    [{ 状态: '也许' }, 'status_unknown', 'G2', '认不出状态“也许”；请填写“已发布”“草稿”或“已归档”'],
    [
      { 生效时间: '下周' },
      'time_unreadable',
      'H2',
      '认不出时间“下周”；请写成 2026-01-31 或 2026-01-31 09:30 的形式，不限时间请留空',
    ],
    [
      { 生效时间: '2026-02-01', 失效时间: '2026-01-01' },
      'validity_reversed',
      'I2',
      '失效时间不晚于生效时间；请使失效时间晚于生效时间',
    ],
    [{ 置顶: '可能' }, 'pinned_unknown', 'J2', '认不出置顶“可能”；请填写“是”或“否”'],
    [{ 加权: '6' }, 'boost_unreadable', 'L2', '认不出加权“6”；请填写 -5 到 5 的整数'],
    [{ 加权: '1.5' }, 'boost_unreadable', 'L2', '认不出加权“1.5”；请填写 -5 到 5 的整数'],
    [{ 分类: '类'.repeat(65) }, 'text_too_long', 'K2', '分类有 65 个字，最多 64 个字；请缩短'],
    [{ 编号: '9'.repeat(65) }, 'text_too_long', 'A2', '编号有 65 个字，最多 64 个字；请缩短'],
  ])('%j: %s', (cells, rule, at, message) => {
    expect(findingsOf(cells)).toEqual([{ at, level: 'error', rule, message }]);
  });

  it('names all its faults at once', () => {
    expect(
      findingsOf({ 问题: '', 答案: '', 状态: '?' })
        .map(({ rule }) => rule)
        .sort(),
    ).toEqual(['answer_missing', 'question_missing', 'status_unknown']);
  });

  it('loses useless phrasings with a warning and goes on', () => {
    const findings = findingsOf({ 相似问: '信用卡，如何还款\n怎么还\n怎么还？\n😀\n咋还' });
    expect(findings.map(({ level, rule, message }) => [level, rule, message])).toEqual([
      ['warning', 'phrasing_dropped', '相似问“信用卡，如何还款”与问题相同；这一条未导入，其余照常'],
      ['warning', 'phrasing_dropped', '相似问“怎么还？”重复；这一条未导入，其余照常'],
      ['warning', 'phrasing_dropped', '相似问“😀”没有可以查找的文字；这一条未导入，其余照常'],
    ]);
  });
});

describe('a sound row', () => {
  it('becomes clean fields', () => {
    const cells = [
      '000001',
      '\ufeff信用卡\n如何还款？',
      '第一行\r\n第\u00a0二行\u200b',
      '怎么还##咋还',
      '',
      '还款、账单',
      '草稿',
    ];
    const [row] = judged(sheetOf([HEADER, [...cells, '2026-01-02', '', '是', '信用卡']]));
    expect(row?.findings).toEqual([]);
    expect(row?.fields).toEqual({
      externalId: '000001',
      question: '信用卡\n如何还款？',
      answer: '第一行\n第 二行',
      phrasings: ['怎么还', '咋还'],
      negativePhrasings: [],
      tags: ['还款', '账单'],
      status: 'draft',
      validFrom: new Date('2026-01-01T16:00:00Z'),
      validUntil: null,
      pinned: true,
      category: '信用卡',
    });
  });

  it('has no limit of time where its cell says so', () => {
    const sound = { 问题: '信用卡如何还款？', 答案: '见账单。', 失效时间: '长期有效' };
    const [row] = judged(sheetOf([Object.keys(sound), Object.values(sound)]));
    expect(row?.findings).toEqual([]);
    expect(row?.fields.validUntil).toBeNull();
  });

  it('is not said to lack a text whose cell could not be read', () => {
    const sheet = sheetOf([HEADER, HEADER.map(() => '')]);
    const [header, row] = sheet.rows;
    const remarks = [1, 2].map((index) => ({ index, kind: 'formula_without_value' as const }));
    const [read] = judged({ ...sheet, rows: [header!, { ...row!, remarks }] });
    expect(read?.findings.map(({ rule, cell }) => [rule, cell])).toEqual([
      ['formula_uncalculated', 'B2'],
      ['formula_uncalculated', 'C2'],
    ]);
  });

  it('is silent about columns that are absent, and keeps emoji whole', () => {
    const [row] = judged(
      sheetOf([
        ['Q', 'A'],
        ['家庭账户是什么', '👨‍👩‍👧 共用'],
      ]),
    );
    expect(row?.fields).toEqual({ question: '家庭账户是什么', answer: '👨‍👩‍👧 共用' });
  });

  it('gathers phrasings from numbered columns', () => {
    const header = ['问题', '相似问1', '答案', '相似问2', '相似问法3'];
    const [row] = judged(sheetOf([header, ['问', '一', '答', '二；三', '']]));
    expect(row?.fields.phrasings).toEqual(['一', '二', '三']);
  });
});

describe('rows that mean the same', () => {
  const header = ['编号', '问题', '答案'];
  const ruling = (...cells: SourceCell[][]) =>
    judged(sheetOf([header, ...cells])).map((row) =>
      row.findings.map(({ rule, found, expected }) => `${rule} ${found}；${expected}`),
    );

  it('are rejected after the first, naming its row', () => {
    expect(ruling(['1', '如何还款？', 'a'], ['2', '如何 还款', 'b'], ['1', '别的问题', 'c'])).toEqual([
      [],
      [
        'conflicting_answers 问题“如何 还款”与第 2 行相同，答案却不同：那里是“a”；' +
          '同一个问题只能有一个答案，请只保留正确的那一行',
      ],
      ['duplicate_external_id 编号“1”已用于第 2 行；请给每个问题不同的编号'],
    ]);
  });

  it('let the first sound one in', () => {
    expect(
      ruling(['1', '如何还款？', ''], ['1', '如何还款', 'b']).map((findings) => findings.length),
    ).toEqual([1, 0]);
  });

  it('are found across sheets', () => {
    const sheet = sheetOf([header, ['', '如何还款？', 'a']]);
    const rows = judged(sheet, { ...sheet, name: '第二张' });
    expect(rows.map(isRejected)).toEqual([false, true]);
    expect(rows[1]?.findings[0]?.found).toContain('与工作表“题库”第 2 行相同');
  });
});
