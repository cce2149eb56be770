import { afterAll, expect, test, vi } from 'vitest';
import { analyzerFor, documentOf, questionsFound } from '../../helpers/engine.ts';

const POSTING_LISTS = '../../../src/engine/index/posting-lists.ts';

afterAll(() => {
  vi.doUnmock(POSTING_LISTS);
  vi.resetModules();
});

test('a change of more wordings than a segment can hold makes several', async () => {
  // As it is, a change would have to put two million wordings.
  vi.doMock(POSTING_LISTS, async (original) => ({ ...(await original<object>()), MOST_TEXTS: 1000 }));
  vi.resetModules();
  const { BankIndex } = await import('../../../src/engine/index/bank-index.ts');
  const documents = Array.from({ length: 2500 }, (_, i) => documentOf(`q${i}`, `信用卡怎么还款${i}`));
  const before = BankIndex.build([documentOf('before', '借记卡怎么挂失')], analyzerFor());
  const index = before.withChanges({ put: documents, removed: [] });
  expect(index.segments.map(({ segment }) => segment.wordings.size)).toEqual([1, 1000, 1000, 500]);
  expect(index.size).toBe(2501);
  for (const i of [0, 999, 1000, 2499])
    expect(questionsFound(index, `信用卡怎么还款${i}`)[0]).toBe(`信用卡怎么还款${i}`);
});
