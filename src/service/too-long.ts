import type { ErrorDetail } from '../errors.ts';
import { say } from '../said.ts';
import { lengthInCharacters } from './text.ts';

/** The fault of a text that has more than `limit` characters, as a list of one; empty: it has not. */
export function tooLong(path: string, text: string, limit: number): ErrorDetail[] {
  if (text.length <= limit) return [];
  const actual = lengthInCharacters(text);
  if (actual <= limit) return [];
  const message = say(
    `最长 ${limit} 个字，收到 ${actual} 个字`,
    `may have at most ${limit} characters, got ${actual}`,
  );
  return [{ path, message, limit, actual }];
}
