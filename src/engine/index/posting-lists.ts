export const BLOCK_SHIFT = 5;
/** Texts that a block bounds together. */
export const BLOCK_SIZE = 1 << BLOCK_SHIFT;
/** Texts in one segment at most, so that numbers of blocks fit 16 bits. */
export const MOST_TEXTS = BLOCK_SIZE << 16;
const GROUP_SHIFT = 4;
/** Entries whose postings are found together: their counts are summed up to the one looked for. */
export const ENTRY_GROUP = 1 << GROUP_SHIFT;
/** Impacts that `impacts` has room for, of one text in one stream. */
export const IMPACT_RANKS = 3;

/**
 * Posting lists of a segment, about 5 bytes for 3 postings. The postings of term t are [postingStart[t],
 * postingStart[t + 1]), by text; its blocks are [blockStart[t], blockStart[t + 1]), by number: how many postings each
 * has, and the largest impact among them. A term in more than half of the blocks has an entry for every one, which is
 * found by its number; entries of blocks without postings have count and maximum 0.
 * ```
 * text  3 7 | 32 38 58 | 100        block   0  1  3      of six, or all four:  block   0  1  2  3
 * impact 9 4 | 12 3 8   | 5          count   2  3  1                            count   2  3  0  1
 *                                    max     9 12  5                            max     9 12  0  5
 * ```
 * A posting is one byte: in its lower five bits the place of the text in its block, above it which of the impacts that
 * the text has in the stream of the term. Most terms of a text have the same one, that of a single occurrence.
 */
export interface PostingLists {
  readonly textCount: number;
  readonly postingStart: Uint32Array;
  readonly postings: Uint8Array;
  readonly blockStart: Uint32Array;
  readonly blocks: Uint16Array;
  readonly blockCounts: Uint8Array;
  readonly blockMaximum: Uint8Array;
  /** Where the postings of every ENTRY_GROUPth entry of all blocks begin. */
  readonly groupStart: Uint32Array;
  /** Stream of each term. */
  readonly streams: Uint8Array;
  readonly streamCount: number;
  /** By rank, the lowest impact first, within it by stream, within it by text; 0: none. */
  readonly impacts: Uint8Array;
  /** Postings whose impact has found no room there, rising: their rank is IMPACT_RANKS; and their impacts. */
  readonly oddPostings: Uint32Array;
  readonly oddImpacts: Uint8Array;
}

/** Blocks of a segment. */
export function blockCountOf({ textCount }: Pick<PostingLists, 'textCount'>): number {
  return (textCount + BLOCK_SIZE - 1) >>> BLOCK_SHIFT;
}

/** Whether a term has an entry for every block, in which it may occur or not. */
export function isInEveryBlock({ blockStart, textCount }: PostingLists, term: number): boolean {
  return blockCountOf({ textCount }) === blockStart[term + 1]! - blockStart[term]!;
}

/** Where the postings of an entry begin. */
export function postingsOf({ groupStart, blockCounts }: PostingLists, entry: number): number {
  let posting = groupStart[entry >>> GROUP_SHIFT]!;
  for (let at = (entry >>> GROUP_SHIFT) << GROUP_SHIFT; at < entry; at++) posting += blockCounts[at]!;
  return posting;
}

/** Of postings of rank IMPACT_RANKS, of which there are few. O(log n). */
export function oddImpactOf({ oddPostings, oddImpacts }: PostingLists, posting: number): number {
  let [low, high] = [0, oddPostings.length - 1];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (oddPostings[middle]! < posting) low = middle + 1;
    else high = middle;
  }
  return oddImpacts[low]!;
}

/** Texts that hold a term. */
export function frequencyOf({ postingStart }: PostingLists, term: number): number {
  return postingStart[term + 1]! - postingStart[term]!;
}
