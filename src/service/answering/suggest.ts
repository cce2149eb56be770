import type { LiveBank } from '../index-keeper/live-bank.ts';
import { NO_TIME } from '../served.ts';
import type { SuggestOutput } from '../use-cases/question-answering.ts';
import type { Popularity } from './popularity.ts';
import type { Computed } from './result-cache.ts';

/** Completions of what is being typed. @param query cleaned. Pure, CPU only. */
export function suggest(
  live: LiveBank,
  query: string,
  limit: number,
  nowMs: number,
  popularity: Pick<Popularity, 'of'>,
): Computed {
  const suggestions = live.index
    .suggest(query, limit, nowMs, (id) => popularity.of(live.bank.name, id, nowMs))
    .map(({ id, question, highlights }) => ({ id, question, highlights }));
  const value: SuggestOutput = { suggestions };
  return { value, timings: NO_TIME, isEmpty: suggestions.length === 0 };
}
