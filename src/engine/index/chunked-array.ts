import type { Steps } from '../steps.ts';

const FIRST_SHIFT = 6;
/** Elements of the first chunk. So many added to an index, its highest bit tells the chunk and the others the place in it. */
const FIRST_LENGTH = 1 << FIRST_SHIFT;
const COPIED_A_STEP = 1 << 16;

/**
 * An array of numbers that grows without ever copying what it holds, which takes long where it holds millions: chunk k has
 * room for 2^k times as much as the first. Only what is written of a large chunk takes memory, and all of it goes back to
 * the system with the array, as it does not with many small ones.
 */
export class ChunkedArray<A extends Uint8Array | Uint16Array | Uint32Array | Float64Array> {
  readonly #newArray: (length: number) => A;
  readonly #chunks: A[] = [];
  /** The chunk that grows, and where it begins and ends. */
  #last: A;
  #start = 0;
  #end = 0;
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

  static doubles(): ChunkedArray<Float64Array> {
    return new ChunkedArray((length) => new Float64Array(length));
  }

  push(value: number): void {
    if (this.length === this.#end) this.#grow();
    this.#last[this.length - this.#start] = value;
    this.length++;
  }

  /** Makes it at least this long; what is not written is 0. */
  extendTo(length: number): void {
    while (this.#end < length) this.#grow();
    this.length = Math.max(this.length, length);
  }

  /** @param index below `length` */
  at(index: number): number {
    const place = index + FIRST_LENGTH;
    const highest = 31 - Math.clz32(place);
    return this.#chunks[highest - FIRST_SHIFT]![place ^ (1 << highest)]!;
  }

  /** @param index below `length` */
  set(index: number, value: number): void {
    const place = index + FIRST_LENGTH;
    const highest = 31 - Math.clz32(place);
    this.#chunks[highest - FIRST_SHIFT]![place ^ (1 << highest)] = value;
  }

  /** All of it in one typed array. */
  *whole(): Steps<A> {
    const whole = this.#newArray(this.length);
    for (const [i, chunk] of this.#chunks.entries()) {
      const start = startOf(i);
      const end = Math.min(start + chunk.length, this.length);
      for (let at = start; at < end; at += COPIED_A_STEP) {
        whole.set(chunk.subarray(at - start, Math.min(at + COPIED_A_STEP, end) - start), at);
        yield;
      }
    }
    return whole;
  }

  #grow(): void {
    const chunk = this.#chunks.length;
    this.#start = startOf(chunk);
    this.#end = startOf(chunk + 1);
    this.#chunks.push((this.#last = this.#newArray(this.#end - this.#start)));
  }
}

function startOf(chunk: number): number {
  return (FIRST_LENGTH << chunk) - FIRST_LENGTH;
}
