import type { AnalyzedText } from '../analysis/analyzer.ts';
import type { PinyinTable } from '../analysis/pinyin.ts';
import { impactOf } from './bm25.ts';
import type { CollectedSegment } from './collected-segment.ts';
import type { CollectedPostings } from './collected-postings.ts';
import type { TermNumbers } from './term-numbers.ts';
import { initialsOf, syllablesOfWord, unitsOf, wordTerm, type Stream } from './terms.ts';

/** What the streams make of a word. */
interface KnownWord {
  readonly number: number;
  readonly units: readonly string[];
  readonly syllables: readonly number[];
  readonly initials: string | null;
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
    const allWords = words.concat(text.subWords.map((word) => this.#know(word.text)));
    for (const { number } of allWords) this.#count(number);
    this.#finish('words');
    this.#countCharacters(words);
    this.#finish('characters');
    this.#countSyllables(words);
    this.#finish('syllables');
    for (const { initials } of allWords) {
      if (initials !== null) this.#count(this.#numbers.of(initials));
    }
    this.#finish('initials');
  }

  #know(text: string): KnownWord {
    let word = this.#words.get(text);
    if (word !== undefined) return word;
    if (this.#words.size >= MOST_WORDS) this.#words.clear();
    word = {
      number: this.#numbers.of(wordTerm(text)),
      units: unitsOf(text),
      syllables: syllablesOfWord(text, this.#pinyin),
      initials: initialsOf(text, this.#pinyin),
    };
    this.#words.set(text, word);
    return word;
  }

  #countCharacters(words: readonly KnownWord[]): void {
    for (const { units } of words) {
      for (const unit of units) this.#count(this.#numbers.ofCharacter(unit));
    }
    let before = '';
    for (const { units } of words) {
      for (const unit of units) {
        if (before !== '') this.#count(this.#numbers.ofBigram(before, unit));
        before = unit;
      }
    }
  }

  #countSyllables(words: readonly KnownWord[]): void {
    let before = 0;
    for (const { syllables } of words) {
      for (const syllable of syllables) {
        if (syllable !== 0) this.#count(this.#numbers.ofSyllable(syllable));
        if (syllable !== 0 && before !== 0) this.#count(this.#numbers.ofSyllablePair(before, syllable));
        before = syllable;
      }
    }
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
    for (const term of this.#met) {
      this.#postings.add(term, impactOf(stream, this.#frequencies[term]!, this.#length));
      this.#frequencies[term] = 0;
    }
    this.#met.length = 0;
    this.#length = 0;
  }
}
