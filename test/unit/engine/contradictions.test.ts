import { describe, expect, it } from 'vitest';
import { searchEngine } from '../../helpers/engine.ts';

// Whether two answers to one question can both be right:
// 1. Not when they name different amounts, rates, dates, or say yes and no.
// 2. They can when they share a value, speak of different things, or differ in wording alone.
// 3. It does not matter which comes first.

const between = (one: string, other: string) =>
  searchEngine.findContradiction(searchEngine.readAssertions(one), searchEngine.readAssertions(other));

describe('two answers', () => {
  it.each([
    ['每年100元', '每年200元', '金额不同：100元与200元'],
    ['利率百分之三', '利率是5%', '比例不同：百分之三与5%'],
    ['半年', '3个月内办理', '期限不同：半年与3个月'],
    ['截止 2025年12月31日', '2026/01/31 截止', '日期不同：2025-12-31与2026-1-31'],
    ['每年3月1日起', '每年9月1日起', '日期不同：3-1与9-1'],
    ['您好，可以办理。', '不可以。', '结论相反：可以与不可以'],
    ['无需预约', '需要提前预约', '结论相反：无需与需要'],
    ['请先开通短信提醒再试', '请先关闭短信提醒再试', '方向相反：开通与关闭'],
  ])('contradict each other: %s / %s', (one, other, why) => {
    expect(between(one, other)).toBe(why);
    expect(between(other, one)).not.toBeNull();
  });

  it.each([
    ['每年100元，刷满6次免年费', '年费100元'],
    ['年利率 4.90%', '4.9%'],
    ['一年', '12个月'],
    ['1. 打开手机银行\n2. 点击“转账”', '点击“转账”即可，24小时可用'],
    ['2026-01-31', '2026年1月31日'],
    ['能否办理以柜台为准', '可以'],
    ['请到柜台', '请拨打客服热线'],
    ['', ''],
  ])('may both be right: %s / %s', (one, other) => {
    expect(between(one, other)).toBeNull();
    expect(between(other, one)).toBeNull();
  });
});
