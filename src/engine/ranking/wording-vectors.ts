import type { Wording } from '../index/segment.ts';
import { Slots } from '../index/slots.ts';
import type { WordingTable } from '../index/wording-table.ts';
import type { Candidate } from '../query/candidate.ts';
import type { Embedding } from './embedding.ts';
import { tokenCount, tokenKeys } from './text-tokens.ts';
import { cosineOf } from './vectors.ts';

/** Vectors remembered of a segment's wordings. */
interface VectorTable {
  readonly slots: Slots;
  /** `dimensions` bytes a slot. */
  readonly vectors: Int8Array;
}

/** Embeddings of wordings, worked out when first met: a search compares a hundred of them. */
export class WordingVectors {
  readonly #embedding: Embedding;
  readonly #tables = new WeakMap<WordingTable, VectorTable>();
  readonly #single: Int8Array;
  /** Where the vector looked up last is. */
  #vectors: Int8Array;
  #keys = new Int32Array(256);

  constructor(embedding: Embedding) {
    this.#embedding = embedding;
    this.#single = new Int8Array(embedding.dimensions);
    this.#vectors = this.#single;
  }

  /** About 3 µs for a wording whose vector is not remembered. @param vector of the query */
  cosineOf(vector: Int8Array, candidate: Candidate): number {
    const offset = this.#find(candidate);
    return cosineOf(vector, this.#vectors, offset);
  }

  /** A copy of the vector. */
  of(candidate: Candidate): Int8Array {
    const offset = this.#find(candidate);
    return this.#vectors.slice(offset, offset + this.#embedding.dimensions);
  }

  /** Where the vector of a candidate begins in `#vectors`. */
  #find(candidate: Candidate): number {
    if (candidate.place === null) {
      this.#vectors = this.#single;
      this.#encode(candidate.wording, 0);
      return 0;
    }
    const { wordings, number } = candidate.place;
    const { slots, vectors } = this.#tableOf(wordings);
    this.#vectors = vectors;
    const offset = slots.slotOf(number) * this.#embedding.dimensions;
    if (!slots.take(number)) this.#encode(wordings.read(number), offset);
    return offset;
  }

  #tableOf(wordings: WordingTable): VectorTable {
    let table = this.#tables.get(wordings);
    if (table === undefined) {
      const slots = new Slots(wordings.size);
      const vectors = new Int8Array(slots.count * this.#embedding.dimensions);
      this.#tables.set(wordings, (table = { slots, vectors }));
    }
    return table;
  }

  #encode({ core, wordEnds }: Wording, offset: number): void {
    const count = tokenCount(core, wordEnds);
    if (count > this.#keys.length) this.#keys = new Int32Array(count * 2);
    this.#embedding.encodeKeys(tokenKeys(core, wordEnds, this.#keys), count, this.#vectors, offset);
  }
}
