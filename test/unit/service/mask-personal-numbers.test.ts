/**
 * 1. Mobile, ID card and bank card numbers lose their middle, also grouped and full-width.
 * 2. Amounts, codes of shares and funds, years and customer lines stay as they are.
 * 3. Whatever the text, its length stays and no mobile number is left.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasPersonalNumbers, maskPersonalNumbers } from '../../../src/service/mask-personal-numbers.ts';

describe('maskPersonalNumbers', () => {
  it.each([
    ['我的手机13812345678收不到验证码', '我的手机138****5678收不到验证码'],
    ['电话 138 1234 5678', '电话 138 **** 5678'],
    ['电话 138-1234-5678', '电话 138-****-5678'],
    ['+8613812345678', '+86*******5678'],
    ['身份证11010519491231002X', '身份证110***********002X'],
    ['身份证11010519491231002x', '身份证110***********002x'],
    ['旧身份证110105491231002', '旧身份证110********1002'],
    ['卡号6222021234567890123', '卡号622************0123'],
    ['卡号 6222 0212 3456 7890', '卡号 622* **** **** 7890'],
    ['手机１３８１２３４５６７８', '手机１３８****５６７８'],
    ['13812345678和13987654321', '138****5678和139****4321'],
  ])('%s', (text, masked) => {
    expect(maskPersonalNumbers(text)).toBe(masked);
    expect(hasPersonalNumbers(text)).toBe(true);
  });

  it.each([
    '贷款1000000元30年利息多少',
    '基金000001净值',
    '600519 和 000858',
    '95588 是哪家银行',
    '2026年1月1日',
    '订单123456789012',
    '400-820-8788',
    '12345678901234567890123',
  ])('leaves %s alone', (text) => {
    expect(maskPersonalNumbers(text)).toBe(text);
    expect(hasPersonalNumbers(text)).toBe(false);
  });

  it('keeps the length and leaves no mobile number', () => {
    const text = fc.array(fc.constantFrom('1', '3', '8', '0', 'X', ' ', '-', '+86', '号', '13812345678'));
    fc.assert(
      fc.property(text, (parts) => {
        const once = maskPersonalNumbers(parts.join(''));
        expect(once).toHaveLength(parts.join('').length);
        expect(once).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/);
      }),
    );
  });
});
