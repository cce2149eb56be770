const BUCKETS = 1024;

/** Sorts blocks by their bounds into buckets; its memory is reused. */
export class BlockOrder {
  /** The blocks sorted last, highest bucket of bounds first. */
  blocks = new Uint32Array(0);
  /** A block's bound is exceeded by less than this by those behind it. */
  bucketWidth = 0;
  readonly #starts = new Uint32Array(BUCKETS + 1);

  /**
   * A counting sort.
   * @param unsorted the first `count` are sorted
   * @param bounds of each block, at least 0 and at most `highest`
   */
  sort(unsorted: Uint32Array, count: number, bounds: Int32Array, highest: number): void {
    if (this.blocks.length < count) this.blocks = new Uint32Array(count * 2);
    const starts = this.#starts.fill(0);
    this.bucketWidth = (highest + 1) / BUCKETS;
    const perBucket = 1 / this.bucketWidth;
    for (let i = 0; i < count; i++) starts[BUCKETS - ((bounds[unsorted[i]!]! * perBucket) | 0)]!++;
    for (let i = 1; i <= BUCKETS; i++) starts[i]! += starts[i - 1]!;
    for (let i = count - 1; i >= 0; i--) {
      const block = unsorted[i]!;
      this.blocks[--starts[BUCKETS - ((bounds[block]! * perBucket) | 0)]!] = block;
    }
  }
}
