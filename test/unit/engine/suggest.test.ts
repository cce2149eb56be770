/**
 * 1. Completes from the first character, by prefix, infix, pinyin, initials and mixtures.
 * 2. Questions that begin with what was typed come first, then those where it begins a word; short before long.
 * 3. Reads synonyms only where no question has what was typed.
 * 4. Marks what was typed in the original, and never offers two questions with one answer.
 */
import { describe, expect, test } from 'vitest';
import { BankIndex, suggest } from '../../../src/engine/index.ts';
import { analyzerFor, documentOf, indexOf } from '../../helpers/engine.ts';

const index = indexOf([
  '农业银行如何开户？',
  '农业银行信用卡如何还款？',
  '如何注销农业银行账户？',
  '银行理财安全吗？',
  'ETF怎么买？',
]);
const completions = (typed: string): string[] => suggest(index, typed, 8, 0).map(({ question }) => question);

describe('suggest', () => {
  test.each([
    '农',
    '农业',
    '农业银行',
    'nong',
    'nongye',
    'nongy',
    'ny',
    'nyyh',
    '农ye',
    '农业yin',
    'nongye银行',
    'NongYe',
    '農業',
  ])('%s completes to all that speak of 农业银行', (typed) => {
    expect(completions(typed)).toEqual([
      '农业银行如何开户？',
      '农业银行信用卡如何还款？',
      '如何注销农业银行账户？',
    ]);
  });

  test('finds inside a question too', () => {
    expect(completions('信用卡')).toEqual(['农业银行信用卡如何还款？']);
    expect(completions('etf')).toEqual(['ETF怎么买？']);
    expect(completions('理财安')).toEqual(['银行理财安全吗？']);
  });

  test('reads synonyms where no question has what was typed', () => {
    expect(completions('农行')).toEqual([
      '农业银行如何开户？',
      '农业银行信用卡如何还款？',
      '如何注销农业银行账户？',
    ]);
    expect(suggest(index, '农行信用卡怎么', 8, 0)).toEqual([
      { id: 'q1', question: '农业银行信用卡如何还款？', highlights: [[0, 9]] },
    ]);
    expect(completions('怎么')).toEqual(['ETF怎么买？']);
    expect(completions('农行怎么还')).toEqual([]);
  });

  test('marks what was typed', () => {
    const [best] = suggest(index, 'nyyh', 1, 0);
    expect(best).toMatchObject({ question: '农业银行如何开户？', highlights: [[0, 4]] });
  });

  test.each(['', '😀', '！', '股票', 'zzz'])('offers nothing for %j', (typed) => {
    expect(completions(typed)).toEqual([]);
  });

  test('what is asked often comes before what is short, where it fits as well', () => {
    const [short, long, infix] = ['a', 'b', 'c'] as const;
    const bank = BankIndex.build(
      [
        documentOf(short, '基金怎么买？'),
        documentOf(long, '基金定投怎么买？'),
        documentOf(infix, '什么是基金？'),
      ],
      analyzerFor(),
    );
    const order = (popularity: Record<string, number>) =>
      suggest(bank, '基金', 8, 0, (id) => popularity[id] ?? 0).map(({ id }) => id);
    expect(order({})).toEqual([short, long, infix]);
    expect(order({ [long]: 5, [infix]: 1000 })).toEqual([long, short, infix]);
    expect(order({ [short]: 9, [long]: 10 })).toEqual([short, long, infix]);
  });

  test('no two suggestions share an answer, and none is out of its time', () => {
    const shared = BankIndex.build(
      [
        documentOf('a', '如何还款？', { answer: '同一答案' }),
        documentOf('b', '如何还款呢？', { answer: '同一答案' }),
        documentOf('c', '如何还款到期？', { validUntilMs: 10 }),
      ],
      analyzerFor(),
    );
    expect(suggest(shared, '如何', 8, 10).map(({ id }) => id)).toEqual(['a']);
  });
});
