import { describe, expect, it } from 'vitest';
import { extraName, extraTitle } from '../../../../src/service/transfer/extra-name.ts';
import { readRows } from '../../../../src/service/transfer/read-rows.ts';
import { judgedWithExtra, sheetOf } from './rows-of.ts';

// Columns that mean nothing, kept as extra fields:
// 1. Each has its header as its name; `extra.` before it makes a name of what means something else.
// 2. A name that is too long or stands there twice is left out, and that is said.
// 3. Values and their number are bounded; a faulty cell is named.
// 4. What is no column of the admin's own, such as the proposals of a report, is not kept.

const keep = (...rows: string[][]) => judgedWithExtra(sheetOf(rows));

describe('extra columns', () => {
  it('are fields by their headers', () => {
    const header = ['问题', '答案', '负责人', 'extra.问题', 'extra. 版本', '建议修改（答案）'];
    const [row, empty] = keep(
      header,
      ['问', '答', ' 王芳 ', '甲\n乙', '1', '丙'],
      ['问二', '答', '', '', '', ''],
    );
    expect(row?.findings).toEqual([]);
    expect(row?.fields.extra).toEqual({ 负责人: '王芳', 问题: '甲\n乙', 版本: '1' });
    expect(row?.content.extra).toEqual({ 负责人: '王芳', 问题: '甲\n乙', 版本: '1' });
    expect(empty?.fields.extra).toEqual({ 负责人: '', 问题: '', 版本: '' });
    expect(empty?.content.extra).toEqual({});
  });

  it('are none where every column means something', () => {
    expect(keep(['问题', '答案'], ['问', '答'])[0]?.fields).toEqual({ question: '问', answer: '答' });
  });

  it('that are named too long or twice are left out', () => {
    const header = ['问题', '答案', '备注', '备注', '长'.repeat(65), ''];
    const sheet = sheetOf([header, ['问', '答', '一', '二', '三', '四']]);
    const { findings } = readRows([sheet], { extraColumns: 'keep' });
    expect(findings.map(({ rule, cell, found }) => [rule, cell, found])).toEqual([
      ['column_kept', 'C1', '“备注”列作为附加字段保留'],
      ['column_ignored', 'D1', '“备注”列没有导入，已用前面的同名列'],
      ['column_ignored', 'E1', `“${'长'.repeat(30)}…”列没有导入，列名最长 64 个字`],
      ['column_ignored', 'F1', '这一列有内容却没有表头，没有导入'],
    ]);
    expect(judgedWithExtra(sheet)[0]?.fields.extra).toEqual({ 备注: '一' });
  });

  it('are bounded', () => {
    const [long] = keep(['问题', '答案', '备注'], ['问', '答', '长'.repeat(2001)]);
    expect(long?.findings).toMatchObject([
      { rule: 'text_too_long', cell: 'C2', found: '附加字段“备注”有 2001 个字，最多 2000 个字' },
    ]);
    const names = Array.from({ length: 51 }, (_, index) => `列${index}`);
    const [wide] = keep(['问题', '答案', ...names], ['问', '答', ...names]);
    expect(wide?.findings).toMatchObject([
      { rule: 'too_many_entries', level: 'error', cell: null, found: '附加字段有 51 项，最多 50 项' },
    ]);
  });

  it('with errors of formulas are faulty as others are', () => {
    const [row] = keep(['问题', '答案', '备注'], ['问', '答', '#REF!']);
    expect(row?.findings).toMatchObject([{ rule: 'formula_error', cell: 'C2' }]);
  });
});

describe('the header of an extra field', () => {
  it.each([
    '备注',
    '问题',
    '相似问 3',
    '*Q（必填）',
    'extra.a',
    'extra.extra.a',
    '建议修改（答案）',
    '=1',
    '客户',
  ])('names %s again', (name) => {
    const aliases = new Map([['客户', 'question']] as const);
    const title = extraTitle(name, aliases);
    expect(extraName(title)).toBe(name);
    const sheet = sheetOf([
      ['问题', '答案', title],
      ['问', '答', '值'],
    ]);
    const { rows } = readRows([sheet], { aliases, extraColumns: 'keep' });
    expect(rows[0]?.layout.columns[2]).toMatchObject({ field: null, extra: name });
  });
});
