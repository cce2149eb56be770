import { describe, expect, it } from 'vitest';
import { AppError, describeError } from '../../../../src/errors.ts';
import { fieldOfHeader } from '../../../../src/service/transfer/columns.ts';
import { readRows } from '../../../../src/service/transfer/read-rows.ts';
import type { SourceSheet } from '../../../../src/service/transfer/table-reader.ts';
import { sheetOf } from './rows-of.ts';

// Finding the data in what people send:
// 1. Headers go by many names, and stand under titles.
// 2. Blank rows are no rows. What is left out is said.
// 3. A file without the needed columns is refused, naming them and what was found.

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
    ['分类2', null],
    ['备注', null],
  ])('%s names %s', (header, field) => {
    expect(fieldOfHeader(header)).toBe(field);
  });

  it('are found under titles, and rows keep their numbers', () => {
    const { rows } = readRows([
      sheetOf([['客服题库'], [''], ['问题', '答案'], ['a', 'b'], ['\u200b', ' '], ['c']]),
    ]);
    expect(rows.map(({ source }) => source.number)).toEqual([4, 6]);
  });

  it('are looked for in the first twenty rows only', () => {
    const titles = Array.from({ length: 20 }, () => ['题']);
    expect(() => readRows([sheetOf([...titles, ['问题', '答案'], ['a', 'b']])])).toThrow(AppError);
  });
});

describe('what is left out', () => {
  it('is said of hidden sheets, of sheets without a header and of columns, not of notes', () => {
    const data = sheetOf([
      ['问题', '答案', '备注', '答案'],
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
