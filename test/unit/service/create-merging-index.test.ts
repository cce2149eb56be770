/**
 * 1. Segments that changes leave side by side are merged in the background, and what is found stays the same.
 * 2. Changes made while segments are merged are not lost, in whatever order merge and changes end.
 * 3. A segment most of which was deleted is written anew.
 * 4. Searches get their turn while segments are merged.
 * 5. Two changes to one state know nothing of each other, and one that is given up is not held.
 * 6. A merge that fails is told of, and the index stays what it is.
 */
import { expect, it } from 'vitest';
import { BankIndex, type MergedSegments, type QuestionDocument } from '../../../src/engine/index.ts';
import { collectGarbage } from '../../../src/compose/collect-garbage.ts';
import { createMergingIndex } from '../../../src/service/create-merging-index.ts';
import type { SearchIndex } from '../../../src/service/search-engine.ts';
import { analyzerFor, documentOf, searchEngine } from '../../helpers/engine.ts';
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

it('keeps two changes to one state apart', async () => {
  const base = await indexOf(2 * COUNT);
  // It leaves the base worn, so that a merge begins.
  const wide = await base.withChanges({ put: documents(0, 0.9 * COUNT, '社保卡'), removed: [] });
  let index = await base.withChanges({ put: [documentOf('new', '花呗')], removed: [] });
  await eventually(() => !('deleted' in wide.arrays().segments[0]!), 30_000);
  for (const round of [0, 1, 2])
    index = await index.withChanges({ put: [documentOf(`n${round}`, '借呗')], removed: [] });
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(wide.size).toBe(2 * COUNT);
  expect(index.size).toBe(2 * COUNT + 4);
  expect(best(index, '信用卡怎么还款0')).toBe('q0');
  expect(best(wide, '社保卡怎么还款0')).toBe('q0');
});

it('does not hold a change that is given up', async () => {
  const base = createMergingIndex(BankIndex.build(documents(0, 10), analyzerFor()), () => undefined);
  const givenUp = new WeakRef((await base.withChanges({ put: documents(5, 10), removed: [] })).index);
  await new Promise((resolve) => setTimeout(resolve, 10));
  collectGarbage();
  expect(givenUp.deref()).toBeUndefined();
  expect(base.index.size).toBe(10);
});

it('tells of a merge that fails', async () => {
  const failure = new RangeError('no memory');
  // eslint-disable-next-line require-yield -- it fails before its first step
  function* fail(): Generator<undefined, MergedSegments, undefined> {
    throw failure;
  }
  const changed = { mergeInSteps: fail } as unknown as BankIndex;
  // eslint-disable-next-line require-yield -- a change of a single step
  function* change(): Generator<undefined, BankIndex, undefined> {
    return changed;
  }
  const index = { withChangesInSteps: change } as unknown as BankIndex;
  const told: unknown[] = [];
  const merging = createMergingIndex(index, (error) => told.push(error));
  const next = await merging.withChanges({ put: [], removed: [] });
  await eventually(() => told.length === 1, 1000);
  expect(told).toEqual([failure]);
  expect(next.index).toBe(changed);
});
