import type { Steps } from '../steps.ts';
import { ChunkedArray } from './chunked-array.ts';
import { StringTableBuilder, type StringTable } from './string-table.ts';
import { bigramTerm, characterTerm, streamOf, syllablePairTerm, syllableTerm } from './terms.ts';

/**
 * Numbers terms in the order they are met. The key of a term of characters or syllables is spelt out when the term
 * is new and looked up by its parts from then on, which is most of what makes building quick.
 */
export class TermNumbers {
  readonly #byKey = new Map<string, number>();
  readonly #keys = new StringTableBuilder();
  readonly #streams = ChunkedArray.bytes();
  readonly #characters = new Map<number, number>();
  readonly #bigrams = new Map<number, number>();
  readonly #syllables = new Map<number, number>();
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

  ofCharacter(unit: string): number {
    if (unit.length > 1) return this.of(characterTerm(unit));
    const code = unit.charCodeAt(0);
    return this.#characters.get(code) ?? this.#remember(this.#characters, code, characterTerm(unit));
  }

  ofBigram(first: string, second: string): number {
    if (first.length > 1 || second.length > 1) return this.of(bigramTerm(first, second));
    const codes = pairOf(first.charCodeAt(0), second.charCodeAt(0));
    return this.#bigrams.get(codes) ?? this.#remember(this.#bigrams, codes, bigramTerm(first, second));
  }

  ofSyllable(syllable: number): number {
    const known = this.#syllables.get(syllable);
    return known ?? this.#remember(this.#syllables, syllable, syllableTerm(syllable));
  }

  ofSyllablePair(first: number, second: number): number {
    const pair = pairOf(first, second);
    const known = this.#syllablePairs.get(pair);
    return known ?? this.#remember(this.#syllablePairs, pair, syllablePairTerm(first, second));
  }

  /** The stream of each term, by its place in STREAMS. */
  streams(): Steps<Uint8Array> {
    return this.#streams.whole();
  }

  /** The keys by number. Call it once, after the last term. */
  finish(): Steps<StringTable> {
    return this.#keys.finish();
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
