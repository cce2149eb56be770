import { isValidAt } from '../../engine/index.ts';
import type { LiveBank } from '../index-keeper/live-bank.ts';
import { NO_TIME } from '../served.ts';
import type { CategoriesOutput } from '../use-cases/question-answering.ts';
import type { Computed } from './result-cache.ts';

/** Questions that can be found now, counted by category, largest first. Pure, O(documents). */
export function categories(live: LiveBank, nowMs: number): Computed {
  const counts = new Map<string, number>();
  for (const document of live.index.documents()) {
    const { category } = document;
    if (category !== null && isValidAt(document, nowMs))
      counts.set(category, (counts.get(category) ?? 0) + 1);
  }
  const value: CategoriesOutput = {
    categories: [...counts]
      .map(([category, count]) => ({ category, count }))
      .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1)),
  };
  return { value, timings: NO_TIME, isEmpty: counts.size === 0 };
}
