import { cosineOf } from './vectors.ts';

/** Pairs of words remembered, 12 bytes each; a power of two. */
const SLOTS = 65_536;

/**
 * Similarities of words, remembered by the place that their hash gives them: candidates of one query, and queries of one
 * bank, have many words in common.
 */
export class WordSimilarities {
  readonly #lower = new Int32Array(SLOTS);
  readonly #higher = new Int32Array(SLOTS);
  /** NaN: nothing yet. */
  readonly #similarities = new Float32Array(SLOTS).fill(NaN);

  /** Cosine of two words, −1 to 1. @param keyOfA hash of the word whose vector is `a` */
  of(keyOfA: number, a: Int8Array, keyOfB: number, b: Int8Array): number {
    const lower = keyOfA < keyOfB ? keyOfA : keyOfB;
    const higher = keyOfA < keyOfB ? keyOfB : keyOfA;
    const slot = (lower ^ Math.imul(higher, 0x9e3779b1)) & (SLOTS - 1);
    const known = this.#similarities[slot]!;
    if (this.#lower[slot] === lower && this.#higher[slot] === higher && !Number.isNaN(known)) return known;
    this.#lower[slot] = lower;
    this.#higher[slot] = higher;
    // Rounded as it will be when it is remembered.
    return (this.#similarities[slot] = Math.fround(cosineOf(a, b)));
  }
}
