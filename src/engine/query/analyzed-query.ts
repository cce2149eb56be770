import type { Analyzer } from '../analysis/analyzer.ts';
import { isLatin } from '../analysis/character.ts';
import { splitPinyin } from '../analysis/pinyin.ts';
import type { Word } from '../analysis/words.ts';
import type { BankIndex } from '../index/bank-index.ts';
import { inverseDocumentFrequency } from '../index/bm25.ts';
import { wordTerm } from '../index/terms.ts';
import { syllablesOfText } from '../index/wording-syllables.ts';
import { leastEvidence } from './homophones.ts';
import { respell } from './respell.ts';
import { transliterate } from './transliterate.ts';
import type { TypedText } from './typed-text.ts';
import { withoutTones } from './without-tones.ts';

/** A stretch of whole words of the query that may be read as other words. */
export interface SynonymSpan {
  /** Numbers of words, half-open. */
  readonly from: number;
  readonly to: number;
  readonly member: string;
  /** Longest first. */
  readonly alternatives: readonly string[];
}

/** Latin letters that may be pinyin or initials. */
export interface LatinSpan {
  readonly word: number;
  readonly letters: string;
  /** Null when the letters are no pinyin. */
  readonly syllables: readonly number[] | null;
}

/** A query ready to be matched against one state of an index. */
export interface AnalyzedQuery extends TypedText {
  /** All of `typed`. */
  readonly typedCore: string;
  /** Weight of each word: how much it tells questions apart; near 0 for function words. */
  readonly wordWeights: readonly number[];
  /** Each word taken apart into the shorter words inside it: 信用卡还款 → 信用卡 还款. Itself where it has none. */
  readonly wordPieces: readonly (readonly Word[])[];
  readonly synonymSpans: readonly SynonymSpan[];
  readonly latinSpans: readonly LatinSpan[];
  /** Whether so many wordings of the bank hold a word that it is no slip. */
  readonly isUsual: (word: string) => boolean;
  /** Syllable of each Han character by place in `text.core`, 0 elsewhere; read when sound first matters. */
  readonly syllables: () => readonly number[];
}

const STOP_WORD_SHARE = 0.1;

/** Reads the query as the bank would write it. Most of its time is segmentation and respelling. */
export function analyzeQuery(index: BankIndex, query: string): AnalyzedQuery {
  const { analyzer } = index;
  const read = { ...analyzer.analyze(withoutTones(query, analyzer.pinyin)), original: query };
  const { text, typed } = respell(index, transliterate(index, read));
  let syllables: readonly number[] | null = null;
  return {
    text,
    typed,
    typedCore: typed.join(''),
    wordWeights: text.words.map((word) => weighWord(index, word.text)),
    wordPieces: text.words.map((word) => takeApart(word, text.subWords)),
    synonymSpans: findSynonymSpans(text.words, analyzer),
    latinSpans: text.words.flatMap((word, number) => latinSpanOf(word, number, index)),
    isUsual: (word) => index.documentFrequency(wordTerm(word)) >= leastEvidence(index),
    syllables: () => (syllables ??= syllablesOfText(text, analyzer.pinyin)),
  };
}

/** Inverse document frequency of a word, a tenth of it for function words. */
export function weighWord(index: BankIndex, word: string): number {
  const weight = inverseDocumentFrequency(index.wordingCount, index.documentFrequency(wordTerm(word)));
  return index.analyzer.isStopWord(word) ? weight * STOP_WORD_SHARE : weight;
}

/** Of the weight of a word that the bank does not have. */
const TELLING_SHARE = 0.3;

/** Whether a word tells questions of the bank apart: in one about a single institution, the name of that does not. */
export function isTelling(index: BankIndex, word: string): boolean {
  return weighWord(index, word) >= TELLING_SHARE * inverseDocumentFrequency(index.wordingCount, 0);
}

/** The longest first. */
export function findSynonymSpans(words: readonly Word[], analyzer: Analyzer): SynonymSpan[] {
  const spans: SynonymSpan[] = [];
  for (let from = 0; from < words.length; from++) {
    let member = '';
    for (let to = from + 1; to <= words.length; to++) {
      member += words[to - 1]!.text;
      if (member.length > analyzer.synonyms.longest) break;
      const entry = analyzer.synonyms.find(member);
      if (entry) spans.push({ from, to, member, alternatives: entry.alternatives });
    }
  }
  // Where spans overlap the longest is tried first.
  return spans.sort((a, b) => b.member.length - a.member.length || a.from - b.from);
}

/** Longest sub-words first from left to right; characters between them stand alone. */
function takeApart(word: Word, subWords: readonly Word[]): Word[] {
  const inside = subWords.filter(
    ({ start, end }) => start >= word.start && end <= word.end && end - start < word.text.length,
  );
  if (inside.length === 0) return [word];
  const pieces: Word[] = [];
  for (let at = word.start; at < word.end;) {
    const ends = inside.filter(({ start }) => start === at).map(({ end }) => end);
    const end = Math.max(at + 1, ...ends);
    pieces.push({ text: word.text.slice(at - word.start, end - word.start), start: at, end });
    at = end;
  }
  return pieces;
}

function latinSpanOf(word: Word, number: number, index: BankIndex): LatinSpan[] {
  if (!isLatin(word.text.charCodeAt(0)) || word.text.length < 2) return [];
  const split = splitPinyin(word.text, index.analyzer.pinyin);
  return [{ word: number, letters: word.text, syllables: split === null ? null : split.syllables }];
}
