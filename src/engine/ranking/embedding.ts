import { remember } from '../remember.ts';
import { KeyTable } from './key-table.ts';
import { TokenVectors } from './token-vectors.ts';

/** A vector of each token, as integers: token t is values[t · dimensions …] × scales[t]. */
export interface EmbeddingTable {
  /** A multiple of 4, at least 16. */
  readonly dimensions: number;
  readonly keys: Int32Array;
  readonly values: Int8Array;
  readonly scales: Float32Array;
  /** How telling each token is: its inverse document frequency in the training texts, in nats. */
  readonly weights: Float32Array;
}

/**
 * Static embedding of texts: the normalised sum of the vectors of their tokens, fitted so that paraphrases lie
 * close (InfoNCE, van den Oord et al. 2018). Encoding a question costs about 1 µs.
 */
export class Embedding {
  readonly dimensions: number;
  readonly #weights: Float32Array;
  readonly #numbers: KeyTable;
  readonly #vectors: TokenVectors;
  readonly #words = new Map<number, Int8Array>();

  /** Copies the vectors of the table. */
  constructor({ dimensions, keys, values, scales, weights }: EmbeddingTable) {
    this.dimensions = dimensions;
    this.#weights = weights;
    this.#numbers = new KeyTable(keys);
    this.#vectors = new TokenVectors(values, scales, dimensions);
  }

  /** Number of each token, −1 for unknown ones. */
  find(keys: Int32Array): Int32Array {
    const tokens = new Int32Array(keys.length);
    for (let i = 0; i < keys.length; i++) tokens[i] = this.#numbers.find(keys[i]!);
    return tokens;
  }

  /** Weight of a token; unknown tokens count as rare ones. */
  weightOf(token: number): number {
    return token === -1 ? UNKNOWN_WEIGHT : this.#weights[token]!;
  }

  /**
   * Unit vector × 127 of a word: the sum of its own vector and those of its characters and bigrams. Remembered, for
   * most words are met often.
   * @param keys, tokens of a text of `length` code units, as `tokenKeys` orders them
   * @param word its number; [start, end) its place
   */
  encodeWord(
    keys: Int32Array,
    tokens: Int32Array,
    length: number,
    word: number,
    start: number,
    end: number,
  ): Int8Array {
    const at = Math.max(0, 2 * length - 1) + word;
    const known = this.#words.get(keys[at]!);
    if (known !== undefined) return known;
    const bigrams = tokens.subarray(length + start, length + end - 1);
    const vector = this.encode(Int32Array.of(tokens[at]!, ...tokens.subarray(start, end), ...bigrams));
    return remember(this.#words, keys[at]!, vector, MOST_WORDS);
  }

  /** Unit vector of a text, × 127; all zero when no token is known. */
  encode(tokens: Int32Array): Int8Array {
    this.#vectors.makeRoom(tokens.length);
    const known = this.#vectors.tokens;
    let count = 0;
    for (const token of tokens) if (token !== -1) known[count++] = token;
    return this.#vectors.sum(count).slice();
  }

  /** As `encode`, written to into[offset …]. @param keys of the tokens, the first `count` of which count */
  encodeKeys(keys: Int32Array, count: number, into: Int8Array, offset: number): void {
    this.#vectors.makeRoom(count);
    const known = this.#vectors.tokens;
    let found = 0;
    for (let i = 0; i < count; i++) {
      const token = this.#numbers.find(keys[i]!);
      if (token !== -1) known[found++] = token;
    }
    into.set(this.#vectors.sum(found), offset);
  }
}

const UNKNOWN_WEIGHT = 9;
/** Words remembered, 200 bytes each; all are dropped when there are more. */
const MOST_WORDS = 10_000;
