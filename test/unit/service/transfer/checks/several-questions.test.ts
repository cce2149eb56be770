import { describe, expect, it } from 'vitest';
import { severalQuestions } from '../../../../../src/service/transfer/checks/several-questions.ts';
import { readFields } from '../../../../../src/service/transfer/read-fields.ts';
import { readRows } from '../../../../../src/service/transfer/read-rows.ts';
import { sheetOf } from '../rows-of.ts';

// A question cell that lists questions is found, and one whose question only holds the sign that divides lists is not.

describe('several questions in one cell', () => {
  it.each([
    ['怎么还款？/如何还款', ['怎么还款？', '如何还款']],
    ['怎么还款\n如何还款', ['怎么还款', '如何还款']],
    ['怎么还款##如何还款##还款方式有哪些', ['怎么还款', '如何还款', '还款方式有哪些']],
    ['能不能提前还？｜可以提前还吗', ['能不能提前还？', '可以提前还吗']],
    ['怎么还款；如何还款；', ['怎么还款', '如何还款']],
  ])('are found in %j', (text, parts) => {
    expect(severalQuestions(text)).toEqual(parts);
  });

  it.each([
    '信用卡/储蓄卡怎么挂失？',
    '怎么用微信/支付宝还款？',
    '客服 24/7 在线吗？',
    '收到短信；是诈骗吗',
    '怎么还款？多久到账？',
    '信用卡\n怎么还款？',
    '还款/',
  ])('are not seen in %j', (text) => {
    expect(severalQuestions(text)).toBeNull();
  });

  it('are said where they stand', () => {
    const { rows } = readRows([
      sheetOf([
        ['问题', '答案'],
        ['怎么还款？/如何还款', '用手机银行'],
      ]),
    ]);
    const { fields, findings } = readFields(rows[0]!);
    expect(fields.question).toBe('怎么还款？/如何还款');
    expect(findings).toMatchObject([
      {
        ...{ rule: 'several_questions', level: 'warning', cell: 'A2' },
        found: '像是写了 2 个问法：“怎么还款？”、“如何还款”',
      },
    ]);
  });
});
