/**
 * In large banks frequent terms are left to ranking, as long as rarer ones say what is asked.
 */
import { describe, expect, test } from 'vitest';
import { analyzeQuery } from '../../../src/engine/query/analyzed-query.ts';
import { literalTerms } from '../../../src/engine/query/query-terms.ts';
import type { BankIndex } from '../../../src/engine/index.ts';
import { indexOf, search } from '../../helpers/engine.ts';

const RIGHT = '怎么还款农行信用卡';
const bank = indexOf([RIGHT, ...Array.from({ length: 1000 }, (_, i) => `怎么还款第${i}号`)]);
/** The same, each wording a hundred times. */
const large = Object.create(bank, {
  wordingCount: { value: bank.wordingCount * 100 },
  documentFrequency: { value: (term: string) => bank.documentFrequency(term) * 100 },
}) as BankIndex;

function termsOf(index: BankIndex, query: string): string[] {
  return literalTerms(index, analyzeQuery(index, query)).map(({ key }) => key);
}

describe('the terms of a query', () => {
  const query = '农行的信用卡到底怎么还款';

  test('are all of them in a small bank', () => {
    expect(termsOf(bank, query)).toEqual(expect.arrayContaining(['w农行', 'c农', 'w还款', 'c还']));
  });

  test('are the telling ones in a large bank', () => {
    const terms = termsOf(large, query);
    expect(terms).toEqual(expect.arrayContaining(['w农行', 'c农', 'w信用卡']));
    expect(terms).not.toEqual(expect.arrayContaining(['w还款']));
    expect(terms).not.toEqual(expect.arrayContaining(['c还']));
    expect(search(large, query).matches[0]?.document.question).toBe(RIGHT);
  });

  test('are frequent ones where there are hardly others', () => {
    expect(termsOf(large, '还款')).toEqual(expect.arrayContaining(['w还款', 'c还', 'c款']));
    expect(search(large, '还款').matches).not.toHaveLength(0);
  });
});
