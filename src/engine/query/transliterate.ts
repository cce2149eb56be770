import type { AnalyzedText } from '../analysis/analyzer.ts';
import { isLatin } from '../analysis/character.ts';
import { LONGEST_SYLLABLE, splitPinyin } from '../analysis/pinyin.ts';
import type { Word } from '../analysis/words.ts';
import type { BankIndex } from '../index/bank-index.ts';
import { wordTerm } from '../index/terms.ts';
import { charactersOf } from './characters-of-syllable.ts';
import { pairFrequency } from './pair-frequency.ts';
import { asTyped, readAnew, type TypedText } from './typed-text.ts';

/** A way to read the text up to some place: its last character, and the way before it. */
interface Reading {
  readonly unit: string;
  /** The letter or character, or the syllable, that is read as `unit`. */
  readonly typed: string;
  /** In nats; the greatest is the most usual. */
  readonly score: number;
  readonly before: Reading | null;
}

/** Shorter stretches are as likely to be English. */
const LEAST_SYLLABLES = 2;
/** Longer ones are no question. */
const MOST_LETTERS = 64;
/** Readings up to a place that are gone on with. */
const MOST_READINGS = 12;
/** What neighbours that the bank does not know side by side cost, in nats, besides what the rarest known ones do. */
const UNKNOWN_PAIR = 3;

/**
 * Reads words of pinyin as the bank would write them: `zhuanzhang有xianema` → 转账有限额吗. Of all syllables that the
 * letters may be, and of the characters of each, those are taken that stand most often side by side in the bank
 * (Viterbi over pairs, as input methods do). A word stays as it was typed where the bank has it so, where it is no
 * pinyin, and where one of its characters stands beside none of its neighbours anywhere in the bank. Takes about 20 µs
 * a letter.
 */
export function transliterate(index: BankIndex, text: AnalyzedText): TypedText {
  const words = wordsOfPinyin(index, text.words);
  if (words.size === 0) return asTyped(text);
  const readings = mostUsual(index, text.words, words);
  const isProven = ({ unit, before }: Reading, after: Reading | undefined): boolean =>
    pairFrequency(index, before?.unit, unit) + pairFrequency(index, unit, after?.unit) > 0;
  const units: string[] = [];
  const typed: string[] = [];
  const wordStarts = new Set<number>();
  let isAnyRead = false;
  let at = 0;
  for (const word of text.words) {
    const own: { reading: Reading; after: Reading | undefined }[] = [];
    for (let place = word.start; place < word.end; at++) {
      own.push({ reading: readings[at]!, after: readings[at + 1] });
      place += readings[at]!.typed.length;
    }
    const isRead = words.has(word) && own.every(({ reading, after }) => isProven(reading, after));
    isAnyRead ||= isRead;
    wordStarts.add(units.length);
    units.push(...(isRead ? own.map(({ reading }) => reading.unit) : word.text.split('')));
    typed.push(...(isRead ? own.map(({ reading }) => reading.typed) : word.text.split('')));
  }
  return isAnyRead ? readAnew(index.analyzer, text, { units, typed, wordStarts }) : asTyped(text);
}

/** Those that the bank does not have as they stand, with enough syllables together with those beside them. */
function wordsOfPinyin(index: BankIndex, words: readonly Word[]): Set<Word> {
  const found = new Set<Word>();
  let stretch: Word[] = [];
  let syllables = 0;
  for (const word of [...words, null]) {
    const count = word === null ? 0 : syllableCount(index, word.text);
    if (word !== null && count > 0) {
      stretch.push(word);
      syllables += count;
      continue;
    }
    if (syllables >= LEAST_SYLLABLES) for (const each of stretch) found.add(each);
    stretch = [];
    syllables = 0;
  }
  const letters = [...found].reduce((sum, { text }) => sum + text.length, 0);
  return letters > MOST_LETTERS ? new Set() : found;
}

/** 0 where a word is no pinyin, or one that the bank has as it stands. */
function syllableCount(index: BankIndex, word: string): number {
  if (!isLatin(word.charCodeAt(0)) || index.documentFrequency(wordTerm(word)) > 0) return 0;
  return splitPinyin(word, index.analyzer.pinyin)?.syllables.length ?? 0;
}

/** The most usual reading of all words, place by place. @param words that are pinyin */
function mostUsual(index: BankIndex, all: readonly Word[], words: ReadonlySet<Word>): Reading[] {
  /** The best readings that end at each place of the text, the best first. */
  const ending: Reading[][] = [];
  const read = (from: number, typed: string, units: readonly string[]): Reading[] =>
    units.flatMap((unit) => goOn(index, from === 0 ? null : ending[from]!, typed, unit) ?? []);
  for (const word of all) {
    for (let end = word.start + 1; end <= word.end; end++) {
      const found = words.has(word)
        ? syllablesBefore(index, word, end).flatMap(({ from, typed, units }) => read(from, typed, units))
        : read(end - 1, word.text[end - 1 - word.start]!, [word.text[end - 1 - word.start]!]);
      ending[end] = found.sort((a, b) => b.score - a.score).slice(0, MOST_READINGS);
    }
  }
  const readings: Reading[] = [];
  for (let last = ending.at(-1)?.[0] ?? null; last !== null; last = last.before) readings.push(last);
  return readings.reverse();
}

/** The syllables that end at a place of the text, and what may be written for each. */
function syllablesBefore(
  index: BankIndex,
  { text, start }: Word,
  end: number,
): { from: number; typed: string; units: readonly string[] }[] {
  const { syllableNumbers } = index.analyzer.pinyin;
  const found: { from: number; typed: string; units: readonly string[] }[] = [];
  for (let from = Math.max(start, end - LONGEST_SYLLABLE); from < end; from++) {
    const typed = text.slice(from - start, end - start);
    const syllable = syllableNumbers.get(typed);
    if (syllable === undefined) continue;
    const units = charactersOf(index, syllable);
    // What the bank has no character for is read as nothing that it knows.
    found.push({ from, typed, units: units.length === 0 ? ['?'] : units });
  }
  return found;
}

/** The best way on to a character; null where none leads there. @param readings null: it is the first */
function goOn(
  index: BankIndex,
  readings: readonly Reading[] | null,
  typed: string,
  unit: string,
): Reading | null {
  if (readings === null) return { unit, typed, score: 0, before: null };
  const most = Math.log(1 + index.wordingCount);
  let best: Reading | null = null;
  for (const before of readings) {
    const frequency = pairFrequency(index, before.unit, unit);
    const usual = frequency === 0 ? -UNKNOWN_PAIR : Math.log(1 + frequency);
    const score = before.score + usual - most;
    if (best === null || score > best.score) best = { unit, typed, score, before };
  }
  return best;
}
