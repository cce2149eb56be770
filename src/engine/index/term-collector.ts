import type { AnalyzedText } from '../analysis/analyzer.ts';
import type { PinyinTable } from '../analysis/pinyin.ts';
import { remember } from '../remember.ts';
import { impactOf } from './bm25.ts';
import type { CollectedSegment } from './collected-segment.ts';
import type { CollectedPostings } from './collected-postings.ts';
import type { TermNumbers } from './term-numbers.ts';
import {
  characterTerm,
  initialsOf,
  syllablesOfWord,
  syllableTerms,
  unitsOf,
  wordTerm,
  type Stream,
} from './terms.ts';

/** What the streams make of a word, all of it as numbers of terms. */
interface KnownWord {
  readonly number: number;
  /** Its characters, and the pairs of them. */
  readonly characters: readonly number[];
  readonly firstUnit: string;
  readonly lastUnit: string;
  /** Its syllables, and the pairs of them. */
  readonly syllables: readonly number[];
  /** 0: there is none, or it is no syllable. */
  readonly firstSyllable: number;
  readonly lastSyllable: number;
  /** −1: it has none. */
  readonly initials: number;
}

/** Words remembered, for they recur; all are dropped when there are more. */
const MOST_WORDS = 50_000;

/** Turns texts into postings: the terms that `termsOf` gives, by number, with their impacts. */
export class TermCollector {
  readonly #pinyin: PinyinTable;
  readonly #postings: CollectedPostings;
  readonly #numbers: TermNumbers;
  readonly #words = new Map<string, KnownWord>();
  /** How often the stream that is being read holds each term; all 0 between two streams. */
  #frequencies = new Uint32Array(1024);
  /** Terms of that stream in the order they were met, and how many there are with repeats. */
  readonly #met: number[] = [];
  #length = 0;

  constructor(pinyin: PinyinTable, { terms, postings }: Pick<CollectedSegment, 'terms' | 'postings'>) {
    this.#pinyin = pinyin;
    this.#numbers = terms;
    this.#postings = postings;
  }

  /** Adds a text with its postings in every stream. */
  add(text: Pick<AnalyzedText, 'words' | 'subWords'>): void {
    this.#postings.beginText();
    const words = text.words.map((word) => this.#know(word.text));
    const subWords = text.subWords.map((word) => this.#know(word.text));
    for (const { number } of words) this.#count(number);
    for (const { number } of subWords) this.#count(number);
    this.#finish('words');
    this.#countCharacters(words);
    this.#finish('characters');
    this.#countSyllables(words);
    this.#finish('syllables');
    this.#countInitials(words);
    this.#countInitials(subWords);
    this.#finish('initials');
  }

  #know(text: string): KnownWord {
    const known = this.#words.get(text);
    if (known !== undefined) return known;
    const units = unitsOf(text);
    const syllables = syllablesOfWord(text, this.#pinyin);
    const initials = initialsOf(text, this.#pinyin);
    const word: KnownWord = {
      number: this.#numbers.of(wordTerm(text)),
      characters: this.#charactersOf(units),
      firstUnit: units[0]!,
      lastUnit: units.at(-1)!,
      syllables: this.#syllablesOf(syllables),
      firstSyllable: syllables[0] ?? 0,
      lastSyllable: syllables.at(-1) ?? 0,
      initials: initials === null ? -1 : this.#numbers.of(initials),
    };
    return remember(this.#words, text, word, MOST_WORDS);
  }

  #charactersOf(units: readonly string[]): number[] {
    const terms = units.map((unit) => this.#numbers.of(characterTerm(unit)));
    for (let i = 1; i < units.length; i++) terms.push(this.#numbers.ofBigram(units[i - 1]!, units[i]!));
    return terms;
  }

  #syllablesOf(syllables: readonly number[]): number[] {
    return syllableTerms(syllables).map((term) => this.#numbers.of(term));
  }

  #countCharacters(words: readonly KnownWord[]): void {
    let before = '';
    for (const { characters, firstUnit, lastUnit } of words) {
      for (const term of characters) this.#count(term);
      if (before !== '') this.#count(this.#numbers.ofBigram(before, firstUnit));
      before = lastUnit;
    }
  }

  #countSyllables(words: readonly KnownWord[]): void {
    let before = 0;
    for (const { syllables, firstSyllable, lastSyllable } of words) {
      for (const term of syllables) this.#count(term);
      const hasPair = before !== 0 && firstSyllable !== 0;
      if (hasPair) this.#count(this.#numbers.ofSyllablePair(before, firstSyllable));
      before = lastSyllable;
    }
  }

  #countInitials(words: readonly KnownWord[]): void {
    for (const { initials } of words) if (initials !== -1) this.#count(initials);
  }

  #count(term: number): void {
    if (term >= this.#frequencies.length) this.#makeRoom();
    if (this.#frequencies[term]!++ === 0) this.#met.push(term);
    this.#length++;
  }

  #makeRoom(): void {
    const larger = new Uint32Array(this.#frequencies.length * 2);
    larger.set(this.#frequencies);
    this.#frequencies = larger;
  }

  #finish(stream: Stream): void {
    const impactOfOne = this.#length === 0 ? 0 : impactOf(stream, 1, this.#length);
    for (const term of this.#met) {
      const frequency = this.#frequencies[term]!;
      this.#postings.add(term, frequency === 1 ? impactOfOne : impactOf(stream, frequency, this.#length));
      this.#frequencies[term] = 0;
    }
    this.#met.length = 0;
    this.#length = 0;
  }
}
