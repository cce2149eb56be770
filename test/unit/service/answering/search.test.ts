/**
 * 1. `search` gives every hit; explanations only when asked for; nothing found is an empty result.
 * 2. `suggest` gives questions up to its limit.
 */
import { expect } from 'vitest';
import { ANONYMOUS } from '../../../../src/service/access.ts';
import { it, OPEN, REPAY, SEARCH } from './answering-fixtures.ts';

it.beforeEach(({ addBank }) => {
  addBank('finance', [REPAY, OPEN]);
});

it('gives hits, explained only when asked for', async ({ answering }) => {
  const service = answering();
  const plain = await service.search({ ...SEARCH, query: '还款' }, ANONYMOUS);
  expect(plain.value).toMatchObject({ bank: 'finance', bankVersion: 7, total: 1, limit: 10, offset: 0 });
  expect(plain.value.hits).toEqual([
    {
      ...{ id: '1', question: '信用卡怎么还款', answer: '答案 1', category: '信用卡', tags: [] },
      ...{ tier: 'words', confidence: 0.9, score: 1, matchedPhrasing: null, highlights: [] },
      reason: '词语相同',
    },
  ]);
  const explained = await service.search({ ...SEARCH, query: '还款', explain: true }, ANONYMOUS);
  expect(explained.cache).toBe('bypass');
  expect(explained.value.hits[0]?.explanation).toHaveLength(1);
  expect((await service.search({ ...SEARCH, query: '没有' }, ANONYMOUS)).value).toMatchObject({
    total: 0,
    hits: [],
  });
});

it('suggests', async ({ answering }) => {
  const served = await answering().suggest({ query: '怎么', bank: null, limit: 1 }, ANONYMOUS);
  expect(served.value.suggestions).toEqual([{ id: '1', question: '信用卡怎么还款', highlights: [] }]);
});
