import type { LiveBank } from '../index-keeper/live-bank.ts';
import type { SearchInput, SearchOutput } from '../use-cases/question-answering.ts';
import type { Computed } from './result-cache.ts';
import { toSearchHit } from './search-hit.ts';

/** Everything that matches, best first. @param query cleaned; Pure, CPU only. */
export function search(live: LiveBank, query: string, input: SearchInput, nowMs: number): Computed {
  const { limit, offset, category, tag, explain } = input;
  const { result, timings } = live.index.search(query, { limit, offset, category, tag, explain, nowMs });
  const value: SearchOutput = {
    bank: live.bank.name,
    bankVersion: live.bank.version,
    query,
    corrected: result.corrected,
    total: result.total,
    totalIsExact: result.totalIsExact,
    limit,
    offset,
    hits: result.matches.map((match) => toSearchHit(match, explain)),
    facets: { category: result.categories },
  };
  return { value, timings, isEmpty: result.total === 0 };
}
