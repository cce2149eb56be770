import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  dayOfSerial,
  isNoLimit,
  parseFlag,
  parseStatus,
  parseTime,
  showTime,
} from '../../../../src/service/transfer/cell-values.ts';

describe('times', () => {
  it.each([
    ['2026-01-31', '2026-01-30T16:00:00.000Z'],
    ['2026/1/2', '2026-01-01T16:00:00.000Z'],
    ['2026年1月2日', '2026-01-01T16:00:00.000Z'],
    ['20260102', '2026-01-01T16:00:00.000Z'],
    ['2026-01-02 8:30', '2026-01-02T00:30:00.000Z'],
    ['2026.1.2 08:30:05', '2026-01-02T00:30:05.000Z'],
    ['2026年1月2日 8时30分', '2026-01-02T00:30:00.000Z'],
    ['2026-01-02 24:00', '2026-01-02T16:00:00.000Z'],
    ['2026年1月2日 上午8时30分', '2026-01-02T00:30:00.000Z'],
    ['2026/1/2 下午3:30', '2026-01-02T07:30:00.000Z'],
    ['2026/1/2 3:30 PM', '2026-01-02T07:30:00.000Z'],
    ['2026/1/2 12:00 AM', '2026-01-01T16:00:00.000Z'],
    ['2026/1/2 12:00 PM', '2026-01-02T04:00:00.000Z'],
    ['2026-01-02T08:30:00Z', '2026-01-02T08:30:00.000Z'],
    ['2026-01-02T08:30:00+08:00', '2026-01-02T00:30:00.000Z'],
  ])('%s', (text, expected) => {
    expect(parseTime(text)?.toISOString()).toBe(expected);
  });

  it.each([
    '明天',
    '2026-02-30',
    '2026-02-30T08:30:00Z',
    '2026-13-01T08:30:00+08:00',
    '2026-13-01',
    '2026-01-02 25:00',
    '2026-01-02 24:01',
    '2026-01-02 8:61',
    '2026-01-02 上午15:30',
    '1/2/2026',
    '46024',
    '',
  ])('%j is none', (text) => {
    expect(parseTime(text)).toBeNull();
  });

  it.each(['长期', '长期有效', '永久', '不限', '无', '-', '——', '/'])('%s is no limit', (text) => {
    expect(isNoLimit(text)).toBe(true);
  });

  it.each(['', '2026-01-31', '立即', '无法确定', '长期合同'])('%j is not said to be no limit', (text) => {
    expect(isNoLimit(text)).toBe(false);
  });

  it('are proposed for the numbers that spreadsheets count days with', () => {
    expect(['46024', '46023.5', '4602', '460240', '明天'].map(dayOfSerial)).toEqual([
      ...['2026-01-02', '2026-01-01'],
      ...[null, null, null],
    ]);
  });

  it('come back as they were shown', () => {
    const last = new Date('9999-12-31T23:59:59.999Z');
    expect(parseTime(showTime(last))).toEqual(last);
    const range = { min: new Date('1970-01-01'), max: new Date('2200-01-01'), noInvalidDate: true };
    fc.assert(
      fc.property(fc.date(range), (time) => {
        expect(parseTime(showTime(time))).toEqual(time);
      }),
    );
  });
});

describe('words', () => {
  it('for states', () => {
    expect(['已发布', '草稿', 'Archived', '停用', '别的'].map(parseStatus)).toEqual([
      'published',
      'draft',
      'archived',
      'archived',
      null,
    ]);
  });

  it.each([
    ['published', '已上架 启用中 审核通过 是 Y TRUE √ on'],
    ['draft', '未上架 未启用 审核中'],
    ['archived', '下架 已关闭 作废 否 N FALSE × off'],
    [null, '1 0 置顶 已删除'],
  ])('for the state %s in other systems: %s', (status, said) => {
    for (const word of said.split(' ')) expect([word, parseStatus(word)]).toEqual([word, status]);
  });

  it('for yes and no', () => {
    expect(['是', 'TRUE', '1', '否', 'no', '也许'].map(parseFlag)).toEqual([
      true,
      true,
      true,
      false,
      false,
      null,
    ]);
  });
});
