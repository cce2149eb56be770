import type { QuestionContent } from '../service/ports/question.ts';

const TIMES = new Set(['validFrom', 'validUntil']);

/** For `JSON.parse`: the times of a question's content come back as such. */
export function reviveTimes(key: string, value: unknown): unknown {
  return TIMES.has(key) && typeof value === 'string' ? new Date(value) : value;
}

/** The content of a question as the change log keeps it. */
export function contentFromJson(json: string): QuestionContent {
  return JSON.parse(json, reviveTimes) as QuestionContent;
}
