import { blockCountOf, isInEveryBlock, type PostingLists } from '../index/posting-lists.ts';

/** A region has as many blocks as a number has bits. */
const REGION_SHIFT = 5;
const REGION_SIZE = 1 << REGION_SHIFT;

/**
 * Finds the entry of a block in the lists of a search's terms in a few operations: a list with an entry for every block
 * is its own directory, of the others is noted by region in which blocks they are. Its memory is reused.
 */
export class EntryFinder {
  /** Of each term, by region, two numbers: in which of its blocks the term is, bit by bit; the first entry of those. */
  #directory = new Uint32Array(0);
  #regionCount = 0;

  /** Forgets what was noted. */
  begin(lists: PostingLists, termCount: number): void {
    this.#regionCount = Math.ceil(blockCountOf(lists) / REGION_SIZE);
    const length = 2 * this.#regionCount * termCount;
    if (this.#directory.length < length) this.#directory = new Uint32Array(length * 2);
    else this.#directory.fill(0, 0, length);
  }

  /**
   * Adds weight × largest impact to the bounds of the blocks that hold the term, and notes where its entries are.
   * @param place of the term among those of the search
   */
  addBounds(lists: PostingLists, term: number, weight: number, place: number, bounds: Int32Array): void {
    const { blockStart, blocks, blockMaximum } = lists;
    const start = blockStart[term]!;
    const end = blockStart[term + 1]!;
    if (isInEveryBlock(lists, term)) {
      for (let block = 0; block < end - start; block++)
        bounds[block]! += weight * blockMaximum[start + block]!;
      return;
    }
    const directory = this.#directory;
    const first = place * this.#regionCount;
    // Backwards, so that the first entry of a region is the last to be noted: where a region begins need not be looked for.
    for (let entry = end - 1; entry >= start; entry--) {
      const block = blocks[entry]!;
      bounds[block]! += weight * blockMaximum[entry]!;
      const region = 2 * (first + (block >>> REGION_SHIFT));
      directory[region]! |= 1 << (block & (REGION_SIZE - 1));
      directory[region + 1] = entry;
    }
  }

  /** The entry of a block in the list of a term whose bounds were added; −1: it has none. */
  entryOf(lists: PostingLists, term: number, place: number, block: number): number {
    if (isInEveryBlock(lists, term)) {
      const entry = lists.blockStart[term]! + block;
      return lists.blockCounts[entry] === 0 ? -1 : entry;
    }
    const region = 2 * (place * this.#regionCount + (block >>> REGION_SHIFT));
    const bits = this.#directory[region]!;
    const own = 1 << (block & (REGION_SIZE - 1));
    return (bits & own) === 0 ? -1 : this.#directory[region + 1]! + countOnes(bits & (own - 1));
  }
}

/** Bits set in a number of 32 (Warren, Hacker's Delight, 5-1). */
function countOnes(bits: number): number {
  let ones = bits - ((bits >>> 1) & 0x55555555);
  ones = (ones & 0x33333333) + ((ones >>> 2) & 0x33333333);
  ones = (ones + (ones >>> 4)) & 0x0f0f0f0f;
  return Math.imul(ones, 0x01010101) >>> 24;
}
