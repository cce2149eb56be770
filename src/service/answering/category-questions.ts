import type { LiveBank } from '../index-keeper/live-bank.ts';
import { NO_TIME } from '../served.ts';
import type { CategoryQuestionsOutput } from '../use-cases/question-answering.ts';
import type { Computed } from './result-cache.ts';

interface Slice {
  category: string;
  limit: number;
  offset: number;
}

/** Questions of one category that can be found now, pinned ones first. Pure. */
export function categoryQuestions(
  live: LiveBank,
  { category, limit, offset }: Slice,
  nowMs: number,
): Computed {
  const { documents, total } = live.index.pageOfCategory(category, { limit, offset }, nowMs);
  const items = documents.map(({ id, question }) => ({ id, question }));
  const value: CategoryQuestionsOutput = { items, total, limit, offset };
  return { value, timings: NO_TIME, isEmpty: total === 0 };
}
