export const BLOCK_SHIFT = 6;
/** Texts that a block bounds together. */
export const BLOCK_SIZE = 1 << BLOCK_SHIFT;

/**
 * Posting lists of a segment. The postings of term t are [postingStart[t], postingStart[t + 1]), by text number;
 * its blocks are [blockStart[t], blockStart[t + 1]), by block number: where a block's postings begin, and the
 * largest impact among them.
 * ```
 * text  3 7 | 64 70 90 | 200        block   0  1  3
 * impact 9 4 | 12 3 8   | 5          max     9 12  5
 * ```
 */
export interface PostingLists {
  readonly termCount: number;
  readonly postingStart: Uint32Array;
  readonly texts: Uint32Array;
  readonly impacts: Uint8Array;
  readonly blockStart: Uint32Array;
  readonly blocks: Uint32Array;
  readonly blockPosting: Uint32Array;
  readonly blockMaximum: Uint8Array;
}
