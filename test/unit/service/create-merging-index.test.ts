/**
 * 1. Segments that changes leave side by side are merged in the background, and what is found stays the same.
 * 2. Changes made while segments are merged are not lost, in whatever order merge and changes end.
 * 3. A segment most of which was deleted is written anew.
 * 4. Searches get their turn while segments are merged.
 */
import { expect, it } from 'vitest';
import type { QuestionDocument } from '../../../src/engine/index.ts';
import type { SearchIndex } from '../../../src/service/search-engine.ts';
import { documentOf, searchEngine } from '../../helpers/engine.ts';
import { eventually } from '../../helpers/eventually.ts';

/** More than changes merge by themselves. */
const COUNT = 2100;
const ACTIONS = ['还款', '挂失', '开户', '销户', '提现', '理财', '转账', '充值'];

function documents(from: number, count: number, about = '信用卡'): QuestionDocument[] {
  return Array.from({ length: count }, (_, i) =>
    documentOf(`q${from + i}`, `${about}怎么${ACTIONS[i % ACTIONS.length]}${from + i}`),
  );
}

const segmentsOf = (index: SearchIndex): number => index.arrays().segments.length;
const idsOf = (index: SearchIndex): string[] => [...index.documents()].map(({ id }) => id).sort();
const request = { category: null, tag: null, nowMs: 0, limit: 3, offset: 0, explain: false };
const best = (index: SearchIndex, query: string) =>
  index.search(query, request).result.matches[0]?.document.id;

async function indexOf(count: number): Promise<SearchIndex> {
  return searchEngine.buildIndex([documents(0, count)], { words: [], synonyms: [] });
}

it('merges what changes leave, beside searches', async () => {
  const first = await indexOf(COUNT);
  const index = await first.withChanges({ put: documents(COUNT, COUNT), removed: ['q7'] });
  expect(segmentsOf(index)).toBe(2);
  let searches = 0;
  await eventually(() => ++searches > 0 && segmentsOf(index) === 1, 30_000);
  expect(searches).toBeGreaterThan(1);
  expect(index.size).toBe(2 * COUNT - 1);
  expect(best(index, `信用卡怎么还款${COUNT + 16}`)).toBe(`q${COUNT + 16}`);
  expect(best(index, '信用卡怎么充值7')).not.toBe('q7');
  expect(segmentsOf(first)).toBe(1);
});

it('loses no change that is made meanwhile', async () => {
  let index = await indexOf(COUNT);
  index = await index.withChanges({ put: documents(COUNT, COUNT), removed: [] });
  const expected = new Set(idsOf(index));
  for (let round = 0; round < 40; round++) {
    const [gone, changed] = [`q${round * 31}`, COUNT + round * 17];
    expected.delete(gone);
    expected.add(`q${changed}`).add(`new${round}`);
    const put = [documentOf(`new${round}`, `花呗${round}`), ...documents(changed, 1, '借呗')];
    index = await index.withChanges({ put, removed: [gone] });
    if (round % 5 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
    expect(best(index, `借呗${changed}`)).toBe(`q${changed}`);
  }
  // The changes themselves are few, and stay in small segments of their own.
  await eventually(() => index.arrays().segments[0]!['documents.textStarts']!.length > COUNT, 30_000);
  expect(idsOf(index)).toEqual([...expected].sort());
  expect(best(index, `信用卡怎么还款0`)).not.toBe('q0');
  expect(best(index, '花呗39')).toBe('new39');
  expect(best(index, `借呗${COUNT + 17}`)).toBe(`q${COUNT + 17}`);
});

it('writes a worn segment anew', async () => {
  const whole = await indexOf(2 * COUNT);
  const removed = documents(0, 0.4 * COUNT).map(({ id }) => id);
  let index = await whole.withChanges({ put: [], removed });
  expect(index.arrays().segments[0]).toHaveProperty('deleted');
  index = await index.withChanges({ put: [], removed: documents(0, 0.8 * COUNT).map(({ id }) => id) });
  await eventually(() => !('deleted' in index.arrays().segments[0]!), 30_000);
  expect(index.size).toBe(1.2 * COUNT);
});
