import type { Wording } from '../index/segment.ts';

/** The words of a wording, in order. */
export function wordsOf({ core, wordEnds }: Wording): string[] {
  return Array.from(wordEnds, (end, i) => core.slice(i === 0 ? 0 : wordEnds[i - 1], end));
}
