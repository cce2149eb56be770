/**
 * 1. Chinese and Arabic numerals and mixtures of them, 万/亿, shares, money, periods and dates compare as values.
 *    A last digit counts the unit below, as it is said: 三千五 is 3500.
 * 2. Runs of numerals without end are read, too.
 * 3. Words and names that merely contain a numeral are no amounts, nor is what is only near to one (十几万, 一两天).
 */
import { describe, expect, test } from 'vitest';
import { parseNumeral } from '../../../src/engine/analysis/numerals.ts';
import { findQuantities } from '../../../src/engine/analysis/quantities.ts';

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
    ['2万5千', 25_000, 'number'],
    ['贷款2万5', 25_000, 'number'],
    ['2万5000块', 25_000, 'money'],
    ['1.5w', 15_000, 'number'],
    ['每月还5k', 5000, 'number'],
    ['两个亿', 200_000_000, 'number'],
    ['三点五万', 35_000, 'number'],
    ['百万元', 1_000_000, 'money'],
    ['3块5', 3.5, 'money'],
    ['手续费五毛', 0.5, 'money'],
    ['日息万分之五', 0.0005, 'ratio'],
    ['万分之五年化多少', 0.0005, 'ratio'],
    ['千分之三', 0.003, 'ratio'],
    ['百分之三点八五', 0.0385, 'ratio'],
    ['百分之百', 1, 'ratio'],
    ['五分之一', 0.2, 'ratio'],
    ['八五折', 0.85, 'ratio'],
    ['95折', 0.95, 'ratio'],
    ['降了50个基点', 0.005, 'ratio'],
    ['加点50bp', 0.005, 'ratio'],
    ['一年半', 18, 'month'],
    ['一个半月', 1.5, 'month'],
    ['俩月', 2, 'month'],
    ['两个季度', 6, 'month'],
    ['七天', 7, 'day'],
    ['3个工作日', 3, 'day'],
    ['24小时', 24, 'hour'],
    ['20号扣款', 20, 'day-date'],
    ['每月15日', 15, 'day-date'],
    ['15日内', 15, 'day'],
    ['逾期三次', 3, 'times'],
  ])('%s', (text, value, unit) => {
    expect(findQuantities(text)).toMatchObject([{ value, unit }]);
  });

  test.each([
    ['存一万三年利息多少', ['一万', '三年']],
    ['存10万一年多少', ['10万', '一年']],
    ['贷款一百二十万三十年', ['一百二十万', '三十年']],
    ['贷3万30年', ['3万', '30年']],
    ['二〇二五年3月15号', ['二〇二五年', '3月', '15号']],
    ['120万首付三成', ['120万', '三成']],
    ['存2万5三个月', ['2万5', '三个月']],
    ['三百六十五天', ['三百六十五天']],
  ])('%s speaks of %s', (text, expected) => {
    expect(findQuantities(text).map((quantity) => quantity.text)).toEqual(expected);
  });

  test.each(['万', '1万', '一点', '十', '1.', '3块'])('%s, a thousand times', (text) => {
    expect(findQuantities(text.repeat(1000)).every(({ value }) => value >= 0)).toBe(true);
  });

  test.each([
    ...['查一下', '万一逾期', '一般纳税人', '银行', '十分着急', '千万别还', '百分百', '百万医疗险'],
    ...['三方存管', '四要素', '五险一金', '一级市场', 'a股', '401k', 'p2p', '一次性还清', '成功一成功'],
    ...['一块还', '十四五规划', '一二三类户', '一两天', '三五年', '七八成', '十几万', '几十万', '3万多'],
    ...['五十多岁', '一年多', '上半年', '半年报'],
  ])('%s holds none', (text) => {
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
    expect(parseNumeral(text)).toBe(value);
  });

  test.each(['', '万', '甲', '零亿', '一亿万'])('%j is no numeral', (text) => {
    expect(parseNumeral(text)).toBeNull();
  });
});
