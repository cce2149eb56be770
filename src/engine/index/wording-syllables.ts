import type { AnalyzedText } from '../analysis/analyzer.ts';
import { isHan } from '../analysis/character.ts';
import { readWord, type PinyinTable } from '../analysis/pinyin.ts';

/** Words of a text by their ends. */
export interface CutText {
  readonly core: string;
  readonly wordEnds: Iterable<number>;
}

/** Syllable of each place of `core` as read in its word, 0 where none. */
export function syllablesByPlace(text: CutText, pinyin: PinyinTable): number[] {
  const places: number[] = [];
  let start = 0;
  for (const end of text.wordEnds) {
    const word = text.core.slice(start, end);
    const syllables = isHan(word.charCodeAt(0)) ? readWord(word, pinyin) : [];
    for (let k = 0; k < word.length; k++) places.push(syllables[k] ?? 0);
    start = end;
  }
  return places;
}

/** The same of an analysed text. */
export function syllablesOfText({ core, words }: AnalyzedText, pinyin: PinyinTable): number[] {
  return syllablesByPlace({ core, wordEnds: words.map(({ end }) => end) }, pinyin);
}
