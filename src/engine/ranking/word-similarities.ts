import { cosineOf } from './vectors.ts';

/** Cosines of the words of a query with the words of the candidates, each worked out once a list. */
export class WordSimilarities {
  readonly #words: readonly Int8Array[];
  readonly #columns = new Map<Int8Array, Float32Array>();
  readonly #bestOfQuery: Float32Array;

  /** @param words vectors of the words of the query */
  constructor(words: readonly Int8Array[]) {
    this.#words = words;
    this.#bestOfQuery = new Float32Array(words.length);
  }

  /** Of each word of the query the largest cosine with any of `others`, at least 0; valid until the next call. */
  bestOfQuery(others: readonly Int8Array[]): Float32Array {
    const best = this.#bestOfQuery.fill(0);
    for (const other of others) {
      const column = this.#columnOf(other);
      for (let i = 0; i < best.length; i++) if (column[i]! > best[i]!) best[i] = column[i]!;
    }
    return best;
  }

  /** Largest cosine of a word with any word of the query, at least 0. */
  bestOf(other: Int8Array): number {
    let best = 0;
    for (const similarity of this.#columnOf(other)) if (similarity > best) best = similarity;
    return best;
  }

  #columnOf(other: Int8Array): Float32Array {
    let column = this.#columns.get(other);
    if (column === undefined) {
      column = Float32Array.from(this.#words, (word) => cosineOf(word, other));
      this.#columns.set(other, column);
    }
    return column;
  }
}
