import type { LiveBank } from '../index-keeper/live-bank.ts';
import type { CategoriesOutput } from '../use-cases/question-answering.ts';
import type { Computed } from './result-cache.ts';

/** Questions that can be found now, counted by category, largest first. Pure, O(documents). */
export function categories(live: LiveBank, nowMs: number): Computed {
  const counts = new Map<string, number>();
  for (const { category, validFromMs, validUntilMs } of live.index.documents()) {
    const isValid = (validFromMs ?? -Infinity) <= nowMs && nowMs < (validUntilMs ?? Infinity);
    if (category !== null && isValid) counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const value: CategoriesOutput = {
    categories: [...counts]
      .map(([category, count]) => ({ category, count }))
      .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1)),
  };
  return { value, timings: { analyseMs: 0, retrieveMs: 0, rankMs: 0 }, isEmpty: counts.size === 0 };
}
