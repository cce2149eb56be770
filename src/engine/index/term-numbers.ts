import type { Steps } from '../steps.ts';
import { GrowingArray } from './growing-array.ts';
import { scratchIntegers } from './scratch-integers.ts';
import { sortInSteps } from './sort-in-steps.ts';
import { StringTableBuilder, type StringTable } from './string-table.ts';
import { bigramTerm, streamOf, syllablePairTerm } from './terms.ts';

/** Terms by number, the most frequent ones first. */
export interface SortedTerms {
  readonly keys: StringTable;
  /** The stream of each, by its place in STREAMS. */
  readonly streams: Uint8Array;
}

const TERMS_A_STEP = 4096;

/**
 * Numbers terms in the order they are met. The key of a pair is spelt out when the pair is new and looked up by its parts
 * from then on, which is much of what makes building quick.
 */
export class TermNumbers {
  readonly #byKey = new Map<string, number>();
  readonly #keys = new StringTableBuilder();
  readonly #streams = GrowingArray.bytes();
  readonly #bigrams = new Map<number, number>();
  readonly #syllablePairs = new Map<number, number>();

  get size(): number {
    return this.#keys.size;
  }

  of(key: string): number {
    let number = this.#byKey.get(key);
    if (number === undefined) {
      number = this.#keys.size;
      this.#byKey.set(key, number);
      this.#keys.push(key);
      this.#streams.push(streamOf(key));
    }
    return number;
  }

  ofBigram(first: string, second: string): number {
    if (first.length > 1 || second.length > 1) return this.of(bigramTerm(first, second));
    const codes = pairOf(first.charCodeAt(0), second.charCodeAt(0));
    return this.#bigrams.get(codes) ?? this.#remember(this.#bigrams, codes, bigramTerm(first, second));
  }

  ofSyllablePair(first: number, second: number): number {
    const pair = pairOf(first, second);
    const known = this.#syllablePairs.get(pair);
    return known ?? this.#remember(this.#syllablePairs, pair, syllablePairTerm(first, second));
  }

  /**
   * Terms by how frequent they are, and equally frequent ones in an order of their own: it is the same in whatever order
   * they were met. Those of no text are left out.
   * @param frequencies texts that hold each
   */
  *sort(frequencies: Uint32Array): Steps<Uint32Array> {
    const used = scratchIntegers(frequencies.length);
    let count = 0;
    for (let term = 0; term < used.length; term++) if (frequencies[term]! > 0) used[count++] = term;
    return yield* sortInSteps(
      used.subarray(0, count),
      (a, b) => frequencies[b]! - frequencies[a]! || this.#keys.compare(a, b),
    );
  }

  /** @param order the numbers that they had, in the order of their new ones. Call it once, after the last term. */
  *finish(order: Uint32Array): Steps<SortedTerms> {
    const keys = new StringTableBuilder();
    const streams = new Uint8Array(order.length);
    for (let place = 0; place < order.length; place++) {
      keys.pushFrom(this.#keys, order[place]!);
      streams[place] = this.#streams.at(order[place]!);
      if (place % TERMS_A_STEP === 0) yield;
    }
    return { keys: yield* keys.finish(), streams };
  }

  #remember(numbers: Map<number, number>, parts: number, key: string): number {
    const number = this.of(key);
    numbers.set(parts, number);
    return number;
  }
}

/** Two numbers below 2^16 as one of 32 bits, which a Map looks up without allocating. */
function pairOf(first: number, second: number): number {
  return (first << 16) | second;
}
