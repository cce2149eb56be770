import { blockCountOf, isInEveryBlock, type PostingLists } from '../index/posting-lists.ts';
import { LARGEST_IMPACT } from '../index/bm25.ts';
import type { EntryFinder } from './entry-finder.ts';
import type { WeightedTerm } from './text-search.ts';
import { TopK } from './top-k.ts';

/** Frequent terms are looked up late if together they weigh at most this share of the query. */
const LATE_SHARE = 0.25;
/** Below every sum, and far enough from overflow. */
const SCORED = -(2 ** 30);

/**
 * Upper bounds of the scores of blocks, summed no further than a search needs (MaxScore: Turtle, Flood, Query
 * evaluation, IPM 1995, for blocks instead of texts). Lists that name their blocks are summed first. A term that has an
 * entry for every block is frequent and weighs little: it is looked up for those blocks alone that it may decide.
 */
export class BlockBounds {
  /** Highest bound that there can be. */
  highest = 0;
  /** By block, what is summed so far; its memory is reused. */
  sums = new Int32Array(0);
  /** The first ones are those that `survivors` has left. */
  blocks = new Uint32Array(0);
  readonly #entries: EntryFinder;
  #lists!: PostingLists;
  #blockCount = 0;
  /** Terms that are not in the sums, and what they can add at most. */
  #left: WeightedTerm[] = [];
  #rest = 0;

  /** @param entries learns where the lists have their entries */
  constructor(entries: EntryFinder) {
    this.#entries = entries;
  }

  /** @param terms the heaviest first */
  begin(lists: PostingLists, terms: readonly WeightedTerm[]): void {
    this.#lists = lists;
    this.#blockCount = blockCountOf(lists);
    this.#makeRoom();
    this.#entries.begin(lists, terms.length);
    this.highest = terms.reduce((sum, { weight }) => sum + weight * LARGEST_IMPACT, 0);
    this.#rest = this.highest;
    this.#left = [];
    for (let i = 0; i < terms.length; i++) {
      const { term, weight } = terms[i]!;
      if (isInEveryBlock(lists, term) && this.#rest <= LATE_SHARE * this.highest) {
        this.#left.push(terms[i]!);
      } else {
        this.#entries.addBounds(lists, term, weight, i, this.sums);
        this.#rest -= weight * LARGEST_IMPACT;
      }
    }
  }

  /** The blocks of the highest sums, in that order. */
  mostPromising(count: number, threshold: number): number[] {
    const { sums } = this;
    const first = new TopK(count);
    let least = threshold - this.#rest;
    for (let block = 0; block < this.#blockCount; block++) {
      if (sums[block]! < least) continue;
      first.offer(sums[block]!, block);
      least = Math.max(least, first.threshold);
    }
    return first.sorted().map(({ number }) => number);
  }

  /** The bound of one block, with all terms; it survives nothing from now on. */
  take(block: number): number {
    const { blockStart, blockMaximum } = this.#lists;
    let bound = this.sums[block]!;
    for (const { term, weight } of this.#left) bound += weight * blockMaximum[blockStart[term]! + block]!;
    this.sums[block] = SCORED;
    return bound;
  }

  /**
   * Sums what is left for the blocks that may reach the threshold.
   * @returns how many can
   */
  survivors(threshold: number): number {
    const { sums, blocks } = this;
    const { blockStart, blockMaximum } = this.#lists;
    const blockCount = this.#blockCount;
    let least = threshold - this.#rest;
    let count = 0;
    for (let block = 0; block < blockCount; block++) {
      if (sums[block]! >= least) blocks[count++] = block;
    }
    for (const { term, weight } of this.#left) {
      least += weight * LARGEST_IMPACT;
      const start = blockStart[term]!;
      let kept = 0;
      for (let i = 0; i < count; i++) {
        const block = blocks[i]!;
        const sum = sums[block]! + weight * blockMaximum[start + block]!;
        sums[block] = sum;
        blocks[kept] = block;
        if (sum >= least) kept++;
      }
      count = kept;
    }
    return count;
  }

  #makeRoom(): void {
    if (this.sums.length < this.#blockCount) {
      this.sums = new Int32Array(this.#blockCount * 2);
      this.blocks = new Uint32Array(this.#blockCount * 2);
    } else this.sums.fill(0, 0, this.#blockCount);
  }
}
