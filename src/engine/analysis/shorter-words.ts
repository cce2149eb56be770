import { remember } from '../remember.ts';
import type { Segmenter } from './segmenter.ts';
import type { Word } from './words.ts';

/** The shorter dictionary words inside a word, with their places in it, in the order of search mode. */
export type ShorterWords = (word: string) => readonly Word[];

/** Words this short have no shorter words inside them that search mode would give. */
const LONGEST_WHOLE = 2;
const NONE: readonly Word[] = [];

/** Words remembered, about 300 bytes each; all are dropped when there are more. */
const MOST_WORDS = 20_000;

/**
 * Search mode of a segmenter, asked once a word: a word has the same ones inside it wherever it stands, and texts
 * repeat their words.
 */
export function createShorterWords(segmenter: Segmenter): ShorterWords {
  const known = new Map<string, readonly Word[]>();
  return (word) => {
    if (word.length <= LONGEST_WHOLE) return NONE;
    return known.get(word) ?? remember(known, word, find(word, segmenter.cutForSearch(word)), MOST_WORDS);
  };
}

/** @param searched the shorter words in order, with the word itself as the last */
function find(word: string, searched: readonly string[]): readonly Word[] {
  // A word that no dictionary holds may be cut when it stands alone: it has no parts that are known.
  if (searched.length < 2 || searched.at(-1) !== word) return NONE;
  const words: Word[] = [];
  let from = 0;
  for (const text of searched.slice(0, -1)) {
    const found = word.indexOf(text, from);
    const start = found === -1 ? word.indexOf(text) : found;
    if (start === -1) break;
    from = start;
    words.push({ text, start, end: start + text.length });
  }
  return words;
}
