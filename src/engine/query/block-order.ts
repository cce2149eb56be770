const BUCKETS = 1024;

/** Sorts blocks by their bounds into buckets; its memory is reused. */
export class BlockOrder {
  /** The blocks sorted last, highest bucket of bounds first. */
  blocks = new Uint32Array(0);
  /** A block's bound is exceeded by less than this by those behind it. */
  bucketWidth = 0;
  #unsorted = new Uint32Array(0);
  readonly #starts = new Uint32Array(BUCKETS + 1);

  /**
   * A counting sort.
   * @param highest no bound is higher
   * @param least blocks of lower bounds are left out; ≥ 1
   * @returns how many blocks there are
   */
  sort(bounds: Int32Array, blockCount: number, highest: number, least: number): number {
    if (this.blocks.length < blockCount) {
      this.blocks = new Uint32Array(blockCount * 2);
      this.#unsorted = new Uint32Array(blockCount * 2);
    }
    const starts = this.#starts.fill(0);
    this.bucketWidth = (highest + 1) / BUCKETS;
    const perBucket = 1 / this.bucketWidth;
    const unsorted = this.#unsorted;
    let count = 0;
    for (let block = 0; block < blockCount; block++) {
      if (bounds[block]! < least) continue;
      unsorted[count++] = block;
      starts[BUCKETS - ((bounds[block]! * perBucket) | 0)]!++;
    }
    for (let i = 1; i <= BUCKETS; i++) starts[i]! += starts[i - 1]!;
    for (let i = count - 1; i >= 0; i--) {
      const block = unsorted[i]!;
      this.blocks[--starts[BUCKETS - ((bounds[block]! * perBucket) | 0)]!] = block;
    }
    return count;
  }
}
