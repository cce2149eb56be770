import type { ErrorDetail } from '../errors.ts';
import { lengthInCharacters } from './text.ts';

/** The fault of a text that has more than `limit` characters, as a list of one; empty: it has not. */
export function tooLong(path: string, text: string, limit: number): ErrorDetail[] {
  if (text.length <= limit) return [];
  const actual = lengthInCharacters(text);
  if (actual <= limit) return [];
  return [{ path, message: `最长 ${limit} 个字，收到 ${actual} 个字`, limit, actual }];
}
