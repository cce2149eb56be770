import { isDigit, isHan, isLatin } from './character.ts';
import type { Segmenter } from './segmenter.ts';
import type { ShorterWords } from './shorter-words.ts';
import type { WordSet } from './word-set.ts';

/** A word of a normalised text, half-open. */
export interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface SegmentedText {
  /** The words that make up the text, in order, spaces left out. */
  readonly words: readonly Word[];
  /** Shorter dictionary words inside them. */
  readonly subWords: readonly Word[];
}

/** What cuts Han. */
export interface Cutter {
  readonly segmenter: Segmenter;
  readonly shorterWords: ShorterWords;
}

interface Cut extends Cutter {
  readonly words: Word[];
  readonly subWords: Word[];
}

/**
 * Words of a normalised text. Han runs are cut by the segmenter, Latin letters and numbers stay whole, and
 * neighbours that spell a word of the bank are joined, their parts kept as sub-words.
 */
export function segment(text: string, { segmenter, shorterWords }: Cutter, ownWords: WordSet): SegmentedText {
  const words: Word[] = [];
  const subWords: Word[] = [];
  const cut: Cut = { segmenter, shorterWords, words, subWords };
  for (let start = 0; start < text.length;) {
    const end = endOfRun(text, start);
    if (text[start] !== ' ') {
      if (isHan(text.charCodeAt(start))) cutRun(text, start, end, cut);
      else words.push({ text: text.slice(start, end), start, end });
    }
    start = end;
  }
  return joinOwnWords(text, words, subWords, ownWords);
}

function endOfRun(text: string, start: number): number {
  const kind = kindOf(text.charCodeAt(start));
  let end = start + 1;
  while (end < text.length && kindOf(text.charCodeAt(end)) === kind) end++;
  return end;
}

function kindOf(code: number): 'han' | 'latin' | 'number' | 'space' {
  if (isHan(code)) return 'han';
  if (isLatin(code)) return 'latin';
  return isDigit(code) || code === 46 || code === 37 ? 'number' : 'space';
}

function cutRun(
  text: string,
  start: number,
  end: number,
  { segmenter, shorterWords, words, subWords }: Cut,
): void {
  let position = start;
  for (const piece of segmenter.cut(text.slice(start, end))) {
    for (const shorter of shorterWords(piece))
      subWords.push({ text: shorter.text, start: position + shorter.start, end: position + shorter.end });
    words.push({ text: piece, start: position, end: position + piece.length });
    position += piece.length;
  }
}

function joinOwnWords(
  text: string,
  words: readonly Word[],
  subWords: Word[],
  ownWords: WordSet,
): SegmentedText {
  const ends = new Set(words.map((word) => word.end));
  const joined: Word[] = [];
  for (let i = 0; i < words.length;) {
    const word = words[i]!;
    const length = ownWords.longestAt(text, word.start, (end) => ends.has(end));
    if (length <= word.text.length) {
      joined.push(word);
      i++;
      continue;
    }
    const end = word.start + length;
    for (; i < words.length && words[i]!.end <= end; i++) subWords.push(words[i]!);
    joined.push({ text: text.slice(word.start, end), start: word.start, end });
  }
  return { words: joined, subWords };
}
