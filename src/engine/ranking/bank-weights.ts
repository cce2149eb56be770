import { isHan } from '../analysis/character.ts';
import type { BankIndex } from '../index/bank-index.ts';
import { inverseDocumentFrequency } from '../index/bm25.ts';
import { characterTerm } from '../index/terms.ts';
import { weighWord } from '../query/analyzed-query.ts';
import { remember } from '../remember.ts';

/** Weight of a single letter or digit: what it tells depends on its neighbours. */
const PART_WEIGHT = 0.3;
/** Words remembered, and pairs of code units; all are dropped when there are more. */
const MOST_REMEMBERED = 50_000;

/**
 * How telling words and characters are in a bank: 1 for what it does not hold at all, whatever its size, and near 0
 * for what stands everywhere. Remembers what it looked up, within bounds: people ask for anything.
 */
export class BankWeights {
  readonly #index: BankIndex;
  readonly #words = new Map<string, number>();
  readonly #units = new Map<number, number>();
  readonly #bigrams = new Map<number, number>();
  /** 1 ÷ the inverse document frequency of what the bank does not hold. */
  readonly scale: number;

  constructor(index: BankIndex) {
    this.#index = index;
    this.scale = 1 / inverseDocumentFrequency(index.wordingCount, 0);
  }

  word(text: string): number {
    return (
      this.#words.get(text) ??
      remember(this.#words, text, weighWord(this.#index, text) * this.scale, MOST_REMEMBERED)
    );
  }

  unit(code: number): number {
    let weight = this.#units.get(code);
    if (weight === undefined) {
      weight = isHan(code) ? this.#weigh(characterTerm(String.fromCharCode(code))) : PART_WEIGHT;
      this.#units.set(code, weight);
    }
    return weight;
  }

  /** @param bigram two code units, the first in the upper half */
  bigram(bigram: number): number {
    let weight = this.#bigrams.get(bigram);
    if (weight === undefined) {
      const [first, second] = [bigram >>> 16, bigram & 0xffff];
      const isWhole = isHan(first) && isHan(second);
      weight = isWhole ? this.#weigh(`b${String.fromCharCode(first, second)}`) : PART_WEIGHT;
      remember(this.#bigrams, bigram, weight, MOST_REMEMBERED);
    }
    return weight;
  }

  #weigh(term: string): number {
    return (
      inverseDocumentFrequency(this.#index.wordingCount, this.#index.documentFrequency(term)) * this.scale
    );
  }
}
