import type { z } from 'zod';
import { AppError, type ErrorDetail } from '../errors.ts';
import { inLanguage, say, type Language } from '../said.ts';
import { describeIssue } from './issue-detail.ts';

/** At most so many faults are listed. */
const MAX_DETAILS = 20;

/**
 * The input as its contract reads it.
 * @throws AppError `invalid_value` with one detail for each fault
 */
export function checkInput<Schema extends z.ZodType>(schema: Schema, input: unknown): z.output<Schema> {
  const result = schema.safeParse(input, { reportInput: true });
  if (result.success) return result.data;
  const details = result.error.issues.flatMap(describeIssue).slice(0, MAX_DETAILS);
  const reason = say(summarise(details[0], 'zh'), summarise(details[0], 'en'));
  throw new AppError('invalid_value', { reason }, { details });
}

/** One detail as a clause: `limit 太大（界限 50，收到 60）`. */
function summarise(detail: ErrorDetail | undefined, language: Language): string {
  if (detail === undefined) return '';
  const zh = language === 'zh';
  const notes = [
    detail.expected === undefined
      ? null
      : `${zh ? '应为' : 'expected'} ${inLanguage(detail.expected, language)}`,
    detail.limit === undefined ? null : zh ? `界限 ${detail.limit}` : `limit ${detail.limit}`,
    detail.actual === undefined ? null : zh ? `收到 ${detail.actual}` : `got ${detail.actual}`,
  ].filter((note) => note !== null);
  const subject = detail.path === '' ? (zh ? '请求体' : 'body') : detail.path;
  const message = detail.message?.[language] ?? '';
  const clause = message.startsWith(subject) ? message : `${subject} ${message}`;
  if (notes.length === 0) return clause;
  return zh ? `${clause}（${notes.join('，')}）` : `${clause} (${notes.join(', ')})`;
}
