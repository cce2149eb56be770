import type { Steps } from '../steps.ts';

const CHUNK_SHIFT = 16;
const CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

/** An array of numbers that grows without ever copying what it holds, which takes long where it holds millions. */
export class ChunkedArray<A extends Uint32Array | Uint16Array | Uint8Array> {
  readonly #newArray: (length: number) => A;
  readonly #chunks: A[] = [];
  #last: A;
  length = 0;

  /** @param newArray a typed array of that length */
  constructor(newArray: (length: number) => A) {
    this.#newArray = newArray;
    this.#last = newArray(0);
  }

  static bytes(): ChunkedArray<Uint8Array> {
    return new ChunkedArray((length) => new Uint8Array(length));
  }

  static shorts(): ChunkedArray<Uint16Array> {
    return new ChunkedArray((length) => new Uint16Array(length));
  }

  static integers(): ChunkedArray<Uint32Array> {
    return new ChunkedArray((length) => new Uint32Array(length));
  }

  push(value: number): void {
    const place = this.length & CHUNK_MASK;
    if (place === 0) this.#chunks.push((this.#last = this.#newArray(CHUNK_MASK + 1)));
    this.#last[place] = value;
    this.length++;
  }

  /** @param index below `length` */
  at(index: number): number {
    return this.#chunks[index >>> CHUNK_SHIFT]![index & CHUNK_MASK]!;
  }

  /** @param index below `length` */
  set(index: number, value: number): void {
    this.#chunks[index >>> CHUNK_SHIFT]![index & CHUNK_MASK] = value;
  }

  /** All of it in one typed array. */
  *whole(): Steps<A> {
    const whole = this.#newArray(this.length);
    for (const [i, chunk] of this.#chunks.entries()) {
      const start = i << CHUNK_SHIFT;
      whole.set(chunk.subarray(0, this.length - start), start);
      yield;
    }
    return whole;
  }
}
