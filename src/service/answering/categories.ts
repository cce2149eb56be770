import type { LiveBank } from '../index-keeper/live-bank.ts';
import { NO_TIME } from '../served.ts';
import type { CategoriesOutput } from '../use-cases/question-answering.ts';
import type { Computed } from './result-cache.ts';

/** Questions that can be found now, counted by category, largest first. Pure. */
export function categories(live: LiveBank, nowMs: number): Computed {
  const counts = live.index.countCategories(nowMs);
  const value: CategoriesOutput = {
    categories: [...counts]
      .map(([category, count]) => ({ category, count }))
      .sort((a, b) => b.count - a.count || (a.category < b.category ? -1 : 1)),
  };
  return { value, timings: NO_TIME, isEmpty: counts.size === 0 };
}
