import type { AnalyzedText } from '../analysis/analyzer.ts';
import { isHan } from '../analysis/character.ts';
import { readWord, type PinyinTable } from '../analysis/pinyin.ts';
import type { Word } from '../analysis/words.ts';

/**
 * The token streams of the index. Each has its own length normalisation and weight.
 *
 * `农行还款` → words `农行 还款`; characters `农 行 还 款 农行 行还 还款`; syllables `nong hang huan kuan
 * nong·hang hang·huan huan·kuan`; initials `nh hk`
 */
export const STREAMS = ['words', 'characters', 'syllables', 'initials'] as const;
export type Stream = (typeof STREAMS)[number];

const LATIN_SYLLABLES: readonly number[] = [0];

/** Terms of one text in one stream, repeats included. Keys begin with a letter that tells the stream. */
export function termsOf(
  text: Pick<AnalyzedText, 'words' | 'subWords'>,
  stream: Stream,
  pinyin: PinyinTable,
): string[] {
  switch (stream) {
    case 'words':
      return [...text.words, ...text.subWords].map((word) => wordTerm(word.text));
    case 'characters':
      return characterTerms(text.words);
    case 'syllables':
      return syllableTerms(syllablesOf(text.words, pinyin));
    case 'initials':
      return [...text.words, ...text.subWords].flatMap((word) => initialsOf(word.text, pinyin) ?? []);
  }
}

export const wordTerm = (word: string): string => `w${word}`;
export const characterTerm = (unit: string): string => `c${unit}`;
export const bigramTerm = (first: string, second: string): string => `b${first}${second}`;
export const initialsTerm = (letters: string): string => `i${letters}`;
export const syllableTerm = (syllable: number): string => `s${syllable}`;
export const syllablePairTerm = (first: number, second: number): string => `p${first},${second}`;
export const isSyllablePair = (term: string): boolean => term.startsWith('p');

const STREAM_BY_LETTER: Readonly<Record<string, Stream>> = {
  w: 'words',
  c: 'characters',
  b: 'characters',
  s: 'syllables',
  p: 'syllables',
  i: 'initials',
};

/** The stream of a term, by its place in STREAMS. */
export function streamOf(term: string): number {
  return STREAMS.indexOf(STREAM_BY_LETTER[term[0]!]!);
}

/** Han characters one by one, a Latin word or number whole. */
export function unitsOf(word: string): string[] {
  return isHan(word.charCodeAt(0)) ? Array.from(word) : [word];
}

function characterTerms(words: readonly Word[]): string[] {
  const units = words.flatMap((word) => unitsOf(word.text));
  const terms = units.map(characterTerm);
  for (let i = 1; i < units.length; i++) terms.push(bigramTerm(units[i - 1]!, units[i]!));
  return terms;
}

/** Syllable of each Han character in reading order, 0 where a Latin word or number stands. */
export function syllablesOf(words: readonly Word[], pinyin: PinyinTable): number[] {
  return words.flatMap((word) => syllablesOfWord(word.text, pinyin));
}

export function syllablesOfWord(word: string, pinyin: PinyinTable): readonly number[] {
  return isHan(word.charCodeAt(0)) ? readWord(word, pinyin) : LATIN_SYLLABLES;
}

export function syllableTerms(syllables: readonly number[]): string[] {
  const terms: string[] = [];
  syllables.forEach((syllable, i) => {
    if (syllable === 0) return;
    terms.push(syllableTerm(syllable));
    const before = syllables[i - 1];
    if (before) terms.push(syllablePairTerm(before, syllable));
  });
  return terms;
}

/** Term of the first letters of a word of two or more Han characters (农行 → nh); null where it has none. */
export function initialsOf(word: string, pinyin: PinyinTable): string | null {
  if (word.length < 2 || !isHan(word.charCodeAt(0))) return null;
  const letters = readWord(word, pinyin)
    .map((syllable) => pinyin.syllables[syllable]![0] ?? '')
    .join('');
  return letters.length === word.length ? initialsTerm(letters) : null;
}
