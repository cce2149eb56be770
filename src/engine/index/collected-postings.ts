import type { Steps } from '../steps.ts';
import { GrowingArray } from './growing-array.ts';
import { scratchIntegers } from './scratch-integers.ts';

const POSTINGS_A_STEP = 1 << 16;

/** The postings of texts, collected one text after the other. */
export class CollectedPostings {
  readonly #terms = GrowingArray.integers();
  readonly #impacts = GrowingArray.bytes();
  readonly #starts = GrowingArray.integers();

  /** Begins the next text; the postings added until the next call are its own. */
  beginText(): void {
    this.#starts.push(this.#terms.length);
  }

  /** @param term not yet added to this text @param impact 1–255 */
  add(term: number, impact: number): void {
    this.#terms.push(term);
    this.#impacts.push(impact);
  }

  /** Begins the next text with room for so many postings, which `put` fills. @returns where they begin */
  makeRoom(postings: number): number {
    const start = this.#terms.length;
    this.#starts.push(start);
    this.#terms.extendTo(start + postings);
    this.#impacts.extendTo(start + postings);
    return start;
  }

  /** @param posting of a text that there is room for */
  put(posting: number, term: number, impact: number): void {
    this.#terms.set(posting, term);
    this.#impacts.set(posting, impact);
  }

  get textCount(): number {
    return this.#starts.length;
  }

  get postingCount(): number {
    return this.#terms.length;
  }

  /** The postings of a text are [startOf(text), endOf(text)), in the order they were added. */
  startOf(text: number): number {
    return this.#starts.at(text);
  }

  endOf(text: number): number {
    return text + 1 < this.#starts.length ? this.#starts.at(text + 1) : this.#terms.length;
  }

  termAt(posting: number): number {
    return this.#terms.at(posting);
  }

  impactAt(posting: number): number {
    return this.#impacts.at(posting);
  }

  /** @param numbers by the numbers that terms had until now */
  *renumberTerms(numbers: Uint32Array): Steps<void> {
    for (let i = 0; i < this.postingCount; i++) {
      this.#terms.set(i, numbers[this.#terms.at(i)]!);
      if (i % POSTINGS_A_STEP === 0) yield;
    }
  }

  /** Texts that hold each term. @param termCount above every term */
  *documentFrequencies(termCount: number): Steps<Uint32Array> {
    const frequencies = scratchIntegers(termCount);
    for (let i = 0; i < this.postingCount; i++) {
      frequencies[this.termAt(i)]!++;
      if (i % POSTINGS_A_STEP === 0) yield;
    }
    return frequencies;
  }
}
