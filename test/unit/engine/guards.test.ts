/**
 * 1. Different amounts, rates, years, opposite acts, denials and swapped roles are told apart, and named in Chinese.
 * 2. The same said otherwise is not.
 */
import { describe, expect, test } from 'vitest';
import { normalizeForIdentity } from '../../../src/engine/index.ts';
import { findGuards } from '../../../src/engine/ranking/guards.ts';
import { language, opposites } from '../../helpers/engine.ts';

const guards = (query: string, wording: string): string[] => {
  const [one, other] = [query, wording].map((text) => normalizeForIdentity(text, language.traditional));
  return findGuards(one!, other!, opposites).map(({ kind, message }) => `${kind} ${message}`);
};

describe('guards', () => {
  test.each([
    ['利率5%的贷款', '利率3%的贷款', ['quantity 比例不同：5%与3%']],
    ['2024年个税怎么申报', '2023年个税怎么申报', ['quantity 年份不同：2024年与2023年']],
    ['存一年利息多少', '存三年利息多少', ['quantity 期限不同：一年与三年']],
    ['怎么开通短信通知', '怎么关闭短信通知', ['polarity 方向相反：开通与关闭']],
    ['提前还款怎么办', '逾期还款怎么办', ['polarity 方向相反：提前与逾期']],
    ['出租人要做什么', '承租人要做什么', ['role 对象不同：出租人与承租人']],
    ['投保人可以变更吗', '被保险人可以变更吗', ['role 对象不同：投保人与被保险人']],
    ['为什么不能转账', '为什么能转账', ['polarity 问的是否定的情形']],
    ['征信没有逾期能贷款吗', '征信有逾期能贷款吗', ['polarity 问的是否定的情形']],
  ])('%s is not %s', (query, wording, expected) => {
    expect(guards(query, wording)).toEqual(expected);
  });

  test.each([
    ['利率百分之五的贷款', '利率5%的贷款'],
    ['存半年', '存6个月'],
    ['能不能提前还款', '可以提前还款吗'],
    ['有没有年费', '年费是多少'],
    ['开通和关闭短信通知', '如何关闭短信通知'],
    ['不动产抵押怎么办理', '房产抵押怎么办理'],
  ])('%s may be %s', (query, wording) => {
    expect(guards(query, wording)).toEqual([]);
  });
});
