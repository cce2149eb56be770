/**
 * 1. What stands nowhere in the bank is read as the bank would write it: wrong characters and swapped neighbours.
 * 2. What the bank has is left alone, and so is what little speaks for.
 * 3. A match says what was read otherwise than it was typed, and is no whole match.
 * 4. A word that the bank uses is no mistake, whatever sounds alike in the question that was found.
 * 5. Whatever the bank and the query: a wording of the bank is never respelt, and each place keeps what was typed.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BankIndex } from '../../../src/engine/index.ts';
import { analyzeQuery } from '../../../src/engine/index.ts';
import { indexOf, search } from '../../helpers/engine.ts';

const PRODUCTS = ['转账', '汇款', '还款', '提现', '开户', '销户'];
const bank = indexOf([...PRODUCTS.map((product) => `${product}有什么手续费用`), '房贷要提前多久预约']);

function readAs(index: BankIndex, query: string): { read: string; typed: string } {
  const { text, typedCore } = analyzeQuery(index, query);
  return { read: text.core, typed: typedCore };
}

test('two characters are read otherwise only as a word', () => {
  const questions = Array.from({ length: 40 }, (_, i) => `${i}号业务办理好要多久，做保理好吗`);
  const index = indexOf([...questions, ...questions.map((_, i) => `浙江${i}号网点在哪里`)]);
  expect(readAs(index, '你好').read).toBe('你好');
  expect(search(index, '你好').corrected).toBeNull();
  expect(readAs(index, '浙将').read).toBe('浙江');
});

describe('a word that the bank uses', () => {
  const taxes = indexOf([
    ...PRODUCTS.flatMap((product) => [`${product}怎么交费`, `${product}的凭证在哪里卖`]),
    '印花税征税范围',
    '在软件里买黄金',
  ]);

  test.each([
    ['印花税怎么交', '印花税征税范围'],
    ['怎样卖黄金', '在软件里买黄金'],
  ])('is no mistake: %s', (query, question) => {
    const found = search(taxes, query).matches.find(({ document }) => document.question === question);
    expect(found!.reason).not.toContain('错别字');
  });

  test('is one where both its neighbours say so', () => {
    const [first] = search(taxes, '在软件里卖黄金').matches;
    expect(first).toMatchObject({ document: { question: '在软件里买黄金' }, reason: '错别字：卖→买' });
  });
});

describe('a misspelt query', () => {
  test.each([
    ['a homophone', '转账有什嚒手续费用', '转账有什么手续费用'],
    ['another', '转账有什么守续费用', '转账有什么手续费用'],
    ['one sound for another that is close', '转账有时么手续费用', '转账有什么手续费用'],
    ['neighbours in the wrong order', '转账有什么续手费用', '转账有什么手续费用'],
    ['two of these', '转账有什嚒续手费用', '转账有什么手续费用'],
  ])('%s', (_, query, read) => {
    expect(readAs(bank, query)).toEqual({ read, typed: query });
  });

  test.each([
    ['is written so in the bank', '房贷要提前多久预约'],
    ['is in too few questions', '房贷要提前多旧预约'],
    ['stands at an end, where half the evidence is missing', '有什么手续费佣'],
    ['is of letters and digits', 'ETF有什么1l1手续'],
    ['is unknown through and through', '龘靐齉爩鱻麤龗灪'],
  ])('is left as it is where it %s', (_, query) => {
    expect(readAs(bank, query).read).toBe(readAs(bank, query).typed);
  });

  test('is answered as what it means, and told so', () => {
    const { matches, corrected } = search(bank, '转账有什嚒手续费用');
    expect(corrected).toBe('转账有什么手续费用');
    expect(matches[0]).toMatchObject({
      document: { question: '转账有什么手续费用' },
      tier: 'homophone',
      reason: '错别字：嚒→么',
    });
  });

  test('is no whole match where a synonym stands in the place of the mistake', () => {
    const cards = indexOf([
      ...PRODUCTS.flatMap((one) => [`${one}怎么办理`, `信用卡如何${one}`]),
      '房贷怎么还',
    ]);
    const confidenceOf = (query: string): number => search(cards, query).matches[0]!.confidence;
    const ofWholeMatches = 0.97;
    expect(confidenceOf('信用卡怎么还款')).toBe(ofWholeMatches);
    expect(readAs(cards, '信用卡怎嚒还款').read).toBe('信用卡怎么还款');
    expect(confidenceOf('信用卡怎嚒还款')).not.toBe(ofWholeMatches);
  });

  test('keeps each place, and never takes what a bank says for a mistake', () => {
    const text = fc.string({
      unit: fc.constantFrom('什', '么', '时', '手', '守', '受', '续', '需', '费', '非', '用'),
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 40 }), text, (questions, query) => {
        const index = indexOf(questions);
        for (const question of questions) {
          const asked = readAs(index, question);
          expect(asked.read).toBe(asked.typed);
        }
        const asked = readAs(index, query);
        expect(asked.typed).toHaveLength(asked.read.length);
        expect(index.analyzer.analyze(query).core).toContain(asked.typed);
      }),
      { numRuns: 60 },
    );
  });
});
