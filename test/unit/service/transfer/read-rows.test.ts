import { describe, expect, it } from 'vitest';
import { AppError, describeError } from '../../../../src/errors.ts';
import { DEFAULT_READING_LIMITS } from '../../../../src/importer/reading-limits.ts';
import { meaningOfHeader } from '../../../../src/service/transfer/columns.ts';
import { readFields } from '../../../../src/service/transfer/read-fields.ts';
import { readRows } from '../../../../src/service/transfer/read-rows.ts';
import type { SourceSheet } from '../../../../src/service/transfer/table-reader.ts';
import { sheetOf } from './rows-of.ts';

// Finding the data in what people send:
// 1. Headers go by many names, and stand under titles.
// 2. Blank rows are no rows. What is left out is said.
// 3. Columns of one meaning, sheets and rows that belong together are understood, and that is said.
// 4. The longest file that may be read is.
// 5. A file without the needed columns is refused, naming them and what was found.

describe('headers', () => {
  it.each([
    ['问题', 'question'],
    [' 标准问（必填） *', 'question'],
    ['Ｑ', 'question'],
    ['Title', 'question'],
    ['回复内容', 'answer'],
    ['A', 'answer'],
    ['相似问法 12', 'phrasings'],
    ['扩展问二', 'phrasings'],
    ['Similar Questions', 'phrasings'],
    ['负例1', 'negativePhrasings'],
    ['外部编号', 'externalId'],
    ['ID', 'externalId'],
    ['external_id', 'externalId'],
    ['类别', 'category'],
    ['标签', 'tags'],
    ['validUntil', 'validUntil'],
    ['是否置顶', 'pinned'],
    ['加权', 'boost'],
    ['问题 Question', 'question'],
    ['Answer\n答案', 'answer'],
    ['相似问/Similar Questions', 'phrasings'],
    ['是否启用 Enabled', 'status'],
    ['问题 ID', null],
    ['答案 URL', null],
    ['答案A', null],
    ['分类2', null],
    ['备注', null],
  ])('%s names %s', (header, field) => {
    expect(meaningOfHeader(header)?.field ?? null).toBe(field);
  });

  it('are found under titles, and rows keep their numbers', () => {
    const { rows } = readRows([
      sheetOf([['客服题库'], [''], ['问题', '答案'], ['a', 'b'], ['\u200b', ' '], ['c']]),
    ]);
    expect(rows.map(({ source }) => source.number)).toEqual([4, 6]);
  });

  it.each<[string, string[][], number[], number[], object]>([
    [
      'question and answer merged with the second',
      [
        ['问题', '答案', '相似问法', '', '', '其他', ''],
        ['问题', '答案', '1', '2', '3', '分类', '备注'],
        ['a', 'b', 'c', 'd', 'e', 'f', 'g'],
      ],
      [0, 1],
      [3],
      { question: 'a', answer: 'b', phrasings: ['c', 'd', 'e'], category: 'f' },
    ],
    [
      'groups named as the columns below',
      [
        ['问题', '', '答案', ''],
        ['标准问', '相似问', '答案内容', '备注'],
        ['a', 'b', 'c', 'd'],
      ],
      [],
      [3],
      { question: 'a', phrasings: ['b'], answer: 'c' },
    ],
    [
      'a first row of data below that is none',
      [
        ['问题', '答案', '分类'],
        ['问', '答', '类'],
      ],
      [],
      [2],
      { question: '问', answer: '答', category: '类' },
    ],
  ])('may have two rows: %s', (_, cells, continued, numbers, fields) => {
    const sheet = sheetOf(cells);
    sheet.rows[1] = { ...sheet.rows[1]!, continued };
    const { rows, findings } = readRows([sheet]);
    expect(rows.map(({ source }) => source.number)).toEqual(numbers);
    expect(readFields(rows[0]!).fields).toEqual(fields);
    expect(findings.map(({ found }) => found)).toEqual(cells[2] === undefined ? [] : ['“备注”列没有导入']);
  });

  it('are looked for in the first hundred rows only', () => {
    const below = (titles: number) =>
      readRows([sheetOf([...Array.from({ length: titles }, () => ['题']), ['问题', '答案'], ['a', 'b']])]);
    expect(below(99).rows).toHaveLength(1);
    expect(() => below(100)).toThrow(AppError);
  });
});

describe('what is left out', () => {
  it('is said of hidden sheets, of sheets without a header and of columns, not of notes', () => {
    const data = sheetOf([
      ['问题', '答案', '备注', '标题'],
      ['a', 'b', 'c', 'd'],
    ]);
    const { findings } = readRows([
      data,
      { ...data, name: '旧', hidden: true },
      sheetOf([['姓名'], ['张三']], { name: '联系人' }),
      sheetOf([['姓名'], ['张三']], { name: '隐藏的联系人', hidden: true }),
      sheetOf([['请勿改表头']], { name: '填写说明' }),
      sheetOf([], { name: 'Sheet3' }),
    ]);
    expect(findings.map(({ rule, sheet, row, column }) => [rule, sheet, row, column])).toEqual([
      ['column_ignored', '题库', 1, 'C'],
      ['column_ignored', '题库', 1, 'D'],
      ['sheet_hidden', '旧', null, null],
      ['sheet_skipped', '联系人', null, null],
    ]);
  });

  it('is said of rows that repeat the header', () => {
    const header = ['问题 *', '答案', '相似问', ''];
    const { rows, findings } = readRows([
      sheetOf([
        header,
        ['a', 'b', 'c', 'd'],
        ['问题 *', '答案', '', ''],
        header,
        ['问题 *', 'b', '', ''],
        ['', '答案'],
      ]),
    ]);
    expect(rows.map(({ source }) => source.number)).toEqual([2, 5, 6]);
    expect(findings.map(({ rule, found }) => [rule, found])).toEqual([
      ['header_repeated', '第 3–4 行又是表头，没有当作问题'],
    ]);
  });

  it('is said of a file without a row, once', () => {
    const empty = sheetOf([['问题', '答案'], [' ']]);
    const placesOf = (sheets: SourceSheet[]) =>
      readRows(sheets).findings.map(({ rule, sheet, row }) => [rule, sheet, row]);
    const hidden = { ...empty, name: '旧', hidden: true };
    expect(placesOf([hidden, empty])).toEqual([
      ['sheet_hidden', '旧', null],
      ['rows_missing', '题库', null],
    ]);
    const filled = sheetOf(
      [
        ['问题', '答案', '分类'],
        ['a', 'b'],
      ],
      { name: '二' },
    );
    expect(placesOf([sheetOf([['问题', '答案', '分类']]), filled])).toEqual([]);
  });
});

describe('several columns of one meaning', () => {
  const header = ['问题', '答案', '答案'];

  it('are refused when they say different things, and are one when they do not', () => {
    expect(() => readRows([sheetOf([header, ['a', 'b', 'c']])])).toThrow(
      'Sheet "题库" has two columns "答案（B、C 列）" with different contents',
    );
    const { findings } = readRows([sheetOf([header, ['a', 'b', 'b'], ['c', 'd', '']])]);
    expect(findings.map(({ rule, column }) => [rule, column])).toEqual([['column_ignored', 'C']]);
  });

  it('go by the surest name, wherever it stands', () => {
    const { rows } = readRows([
      sheetOf([
        ['标题', '问题', '答案'],
        ['a', 'b', 'c'],
      ]),
    ]);
    expect(readFields(rows[0]!).fields.question).toBe('b');
  });

  it('go on with a list where only the first has a header', () => {
    const sheet = sheetOf([
      ['问题', '答案', '相似问', '', ''],
      ['a', 'b', 'c', 'd', 'e；f'],
    ]);
    expect(readFields(readRows([sheet]).rows[0]!).fields.phrasings).toEqual(['c', 'd', 'e', 'f']);
    const { findings } = readRows([
      sheetOf([
        ['问题', '答案', ''],
        ['a', 'b', 'c'],
      ]),
    ]);
    expect(findings.map(({ rule, found }) => [rule, found])).toEqual([
      ['column_ignored', '这一列有内容却没有表头，没有导入'],
    ]);
  });

  it('may be told by names of one’s own', () => {
    const aliases = new Map([
      ['客户问', 'question'],
      ['话术', 'answer'],
      ['问题', null],
    ] as const);
    const sheet = sheetOf([
      ['客户问 *', '话术', '问题'],
      ['a', 'b', 'c'],
    ]);
    expect(readFields(readRows([sheet], { aliases }).rows[0]!).fields).toEqual({
      question: 'a',
      answer: 'b',
    });
  });
});

describe('sheets', () => {
  const rows = [
    ['问题', '答案'],
    ['a', 'b'],
  ];

  it('are categories where there are several, unless a column says otherwise', () => {
    const withColumn = sheetOf(
      [
        ['问题', '答案', '分类'],
        ['c', 'd', ''],
      ],
      { name: '二' },
    );
    const read = readRows([sheetOf(rows, { name: '一' }), withColumn]);
    expect(read.rows.map((row) => readFields(row).fields.category)).toEqual(['一', '']);
    expect(read.findings.map(({ rule, sheet }) => [rule, sheet])).toEqual([['category_from_sheet', '一']]);
    expect(readRows([sheetOf(rows)]).rows[0]?.layout.category).toBeNull();
  });

  it.each(['Sheet1', 'sheet 2', 'Sheet1 (2)', 'Sheet1 (2) (3)', '工作表1', '表格2', 'Table 1'])(
    'that nobody has named are no categories: %s',
    (name) => {
      const read = readRows([sheetOf(rows, { name: '信用卡' }), sheetOf(rows, { name })]);
      expect(read.rows.map((row) => readFields(row).fields.category)).toEqual(['信用卡', undefined]);
      expect(read.findings.map(({ sheet }) => sheet)).toEqual(['信用卡']);
    },
  );

  it.each(['Sheet1 信用卡', '信用卡表1', '2026'])('with a name of their own are categories: %s', (name) => {
    const read = readRows([sheetOf(rows, { name: '贷款' }), sheetOf(rows, { name })]);
    expect(readFields(read.rows[1]!).fields.category).toBe(name);
  });

  it('say what is hidden in them and what their makers could not know', () => {
    const [header, ...data] = sheetOf([
      ['问题', '答案', '编号'],
      ['a', 'b', '1'],
      ['c', ''],
      ['e', 'f\ufffd'],
    ]).rows;
    const [first, second, third] = data;
    const sheet = sheetOf([], { remarks: [{ kind: 'encoding_detected', found: '文字编码是 Big5' }] });
    const read = readRows([
      {
        ...sheet,
        rows: [
          header!,
          { ...first!, hidden: true, remarks: [{ index: 2, kind: 'digits_lost' }] },
          { ...second!, hidden: true, remarks: [{ index: 1, kind: 'formula_without_value' }] },
          { ...third!, remarks: [{ index: 1, kind: 'garbled' }] },
        ],
      },
    ]);
    expect(read.findings.map(({ rule, found }) => [rule, found])).toEqual([
      ['encoding_detected', '文字编码是 Big5'],
      ['rows_hidden', '第 2–3 行已隐藏，照常导入'],
    ]);
    const ofRows = read.rows.flatMap((row) => readFields(row).findings);
    expect(ofRows.map(({ rule, cell }) => [rule, cell])).toEqual([
      ['digits_lost', 'C2'],
      ['formula_uncalculated', 'B3'],
      ['text_garbled', 'B4'],
    ]);
  });

  it('may tell of one question in several rows, its question and answer merged', () => {
    const { rows: source } = sheetOf([
      ['问题', '答案', '相似问'],
      ['a', 'b', 'c；d'],
      ['a', 'b', 'e'],
    ]);
    const merged = [source[0]!, source[1]!, { ...source[2]!, continued: [0, 1] }];
    const read = readRows([{ ...sheetOf([]), rows: merged }]);
    expect(read.rows.map((row) => readFields(row).fields)).toEqual([
      { question: 'a', answer: 'b', phrasings: ['c', 'd', 'e'] },
    ]);
    expect(read.findings.map(({ rule }) => rule)).toEqual(['rows_folded']);
  });
});

describe('a file of as many rows as may be', () => {
  it('is read', () => {
    const rows = Array.from({ length: DEFAULT_READING_LIMITS.maxRows }, (_, at) => [`问题${at}`, '答']);
    expect(readRows([sheetOf([['问题', '答案'], ...rows])]).rows).toHaveLength(rows.length);
  });
});

describe('a file without the needed columns', () => {
  const refusal = (...sheets: SourceSheet[]) => {
    try {
      readRows(sheets);
    } catch (error) {
      expect((error as AppError).code).toBe('workbook_columns_missing');
      return describeError('workbook_columns_missing', (error as AppError).parameters, 'zh');
    }
    throw new Error('It was read.');
  };

  it('is refused, naming what is missing and what was found', () => {
    expect(refusal(sheetOf([['客服'], ['标题', '内容']]))).toBe(
      '没有找到必需的列：答案（看到的列是 “标题”、“内容”）。表头应包含“问题”和“答案”',
    );
    expect(refusal(sheetOf([['姓名', '电话']]))).toContain('问题、答案（看到的列是 “姓名”、“电话”）');
    expect(refusal(sheetOf([]))).toContain('问题、答案（文件里没有内容）');
  });
});
