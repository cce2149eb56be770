const CHUNK_SHIFT = 16;
const CHUNK_MASK = (1 << CHUNK_SHIFT) - 1;

/** An array of numbers that grows without ever copying what it holds, which takes long where it holds millions. */
export class ChunkedArray<A extends Uint32Array | Uint8Array> {
  readonly #newChunk: (length: number) => A;
  readonly #chunks: A[] = [];
  #last: A;
  length = 0;

  /** @param newChunk a typed array of that length */
  constructor(newChunk: (length: number) => A) {
    this.#newChunk = newChunk;
    this.#last = newChunk(0);
  }

  push(value: number): void {
    const place = this.length & CHUNK_MASK;
    if (place === 0) this.#chunks.push((this.#last = this.#newChunk(CHUNK_MASK + 1)));
    this.#last[place] = value;
    this.length++;
  }

  /** @param index below `length` */
  at(index: number): number {
    return this.#chunks[index >>> CHUNK_SHIFT]![index & CHUNK_MASK]!;
  }
}
