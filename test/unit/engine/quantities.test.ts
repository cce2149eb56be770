/**
 * 1. Chinese and Arabic numerals, 万/亿, percent and periods compare as values.
 *    A last digit counts the unit below, as it is said: 三千五 is 3500.
 * 2. Words that merely contain a numeral are no amounts.
 */
import { describe, expect, test } from 'vitest';
import { findQuantities, parseChineseNumeral } from '../../../src/engine/analysis/quantities.ts';

describe('quantities', () => {
  test.each([
    ['利率5%', 0.05, 'ratio'],
    ['百分之五', 0.05, 'ratio'],
    ['首付三成', 0.3, 'ratio'],
    ['贷款一万元', 10_000, 'money'],
    ['贷款1万元', 10_000, 'money'],
    ['三千五百块', 3500, 'money'],
    ['一万五元', 15_000, 'money'],
    ['1.5万', 15_000, 'number'],
    ['2亿元', 200_000_000, 'money'],
    ['三年', 36, 'month'],
    ['半年', 6, 'month'],
    ['6个月', 6, 'month'],
    ['2024年', 2024, 'year-date'],
    ['二〇二四年', 2024, 'year-date'],
    ['两周', 14, 'day'],
    ['十八岁', 18, 'age'],
  ])('%s', (text, value, unit) => {
    expect(findQuantities(text)).toMatchObject([{ value, unit }]);
  });

  test.each(['查一下', '万一逾期', '一般纳税人', '银行', '十分着急'])('%s holds none', (text) => {
    expect(findQuantities(text)).toEqual([]);
  });

  test.each([
    ['十', 10],
    ['十五', 15],
    ['二十', 20],
    ['一百零三', 103],
    ['一千二百', 1200],
    ['三万五千', 35_000],
    ['一亿二千万', 120_000_000],
    ['三千五', 3500],
    ['三千零五', 3005],
    ['两千零五十', 2050],
    ['二百五', 250],
    ['一百二十五', 125],
    ['一万二', 12_000],
    ['三万零五百', 30_500],
    ['一亿五', 150_000_000],
    ['一万亿', 1_000_000_000_000],
    ['一万五千亿', 1_500_000_000_000],
    ['二〇二四', 2024],
  ])('%s is %i', (text, value) => {
    expect(parseChineseNumeral(text)).toBe(value);
  });

  test.each(['', '万', '甲', '零亿', '一亿万'])('%j is no numeral', (text) => {
    expect(parseChineseNumeral(text)).toBeNull();
  });
});
