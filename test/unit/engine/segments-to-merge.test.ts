/**
 * 1. Segments are merged once those behind one are as large as it, unless they are many times as large.
 * 2. A segment of which much was deleted is written anew.
 * 3. No merged segment has more wordings than one can number; what is beyond is merged by itself.
 * 4. What changes to come will merge is left alone.
 */
import { describe, expect, test } from 'vitest';
import { segmentsToMerge } from '../../../src/engine/index/merge-segments.ts';
import { MOST_TEXTS } from '../../../src/engine/index/posting-lists.ts';

const of = (documents: number, { wordings = documents, liveCount = documents } = {}) => ({
  liveCount,
  segment: { documents: { size: documents }, wordings: { size: wordings } },
});

describe('segments to merge', () => {
  const [large, middle, small] = [of(50_000), of(6_000), of(5_000)];

  test('are those that what is behind them equals', () => {
    expect(segmentsToMerge([large, middle, small])).toEqual([]);
    expect(segmentsToMerge([large, small, middle])).toEqual([small, middle]);
    expect(segmentsToMerge([of(11_000), small, middle])).toHaveLength(3);
    expect(segmentsToMerge([of(3_000), large])).toEqual([]);
  });

  test('are those of which much was deleted', () => {
    const worn = of(50_000, { liveCount: 30_000 });
    expect(segmentsToMerge([large, worn, small])).toEqual([worn, small]);
  });

  test('are few enough to be numbered together', () => {
    const full = of(10_000, { wordings: MOST_TEXTS - 1 });
    expect(segmentsToMerge([full, of(10_000)])).toEqual([]);
    expect(segmentsToMerge([full, small, middle])).toEqual([small, middle]);
    const worn = of(10_000, { wordings: MOST_TEXTS, liveCount: 2_500 });
    expect(segmentsToMerge([large, worn, large])).toEqual([worn]);
  });

  test('are not those that changes merge', () => {
    expect(segmentsToMerge([of(3_000), of(1_000), of(1_000)])).toEqual([]);
  });
});
