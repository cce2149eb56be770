import { isValidAt, type QuestionDocument } from '../../engine/index.ts';
import type { LiveBank } from '../index-keeper/live-bank.ts';
import { NO_TIME } from '../served.ts';
import type { CategoryQuestionsOutput } from '../use-cases/question-answering.ts';
import type { Computed } from './result-cache.ts';

interface Slice {
  category: string;
  limit: number;
  offset: number;
}

/** Questions of one category that can be found now, pinned ones first. Pure, O(documents). */
export function categoryQuestions(
  live: LiveBank,
  { category, limit, offset }: Slice,
  nowMs: number,
): Computed {
  const pinned: QuestionDocument[] = [];
  const others: QuestionDocument[] = [];
  for (const document of live.index.documents()) {
    if (document.category !== category || !isValidAt(document, nowMs)) continue;
    (document.pinned ? pinned : others).push(document);
  }
  const found = [...pinned, ...others];
  const items = found.slice(offset, offset + limit).map(({ id, question }) => ({ id, question }));
  const value: CategoryQuestionsOutput = { items, total: found.length, limit, offset };
  return { value, timings: NO_TIME, isEmpty: found.length === 0 };
}
