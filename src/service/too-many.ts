import type { ErrorDetail } from '../errors.ts';
import { say } from '../said.ts';

/** The fault of a list that has more than `limit` entries, as a list of one; empty: it has not. */
export function tooMany(path: string, actual: number, limit: number, measure = '条'): ErrorDetail[] {
  if (actual <= limit) return [];
  const message = say(
    `最多 ${limit} ${measure}，收到 ${actual} ${measure}`,
    `may have at most ${limit} entries, got ${actual}`,
  );
  return [{ path, message, limit, actual }];
}
