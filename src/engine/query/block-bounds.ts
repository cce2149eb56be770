import { blockCountOf, isInEveryBlock, type PostingLists } from '../index/posting-lists.ts';
import { LARGEST_IMPACT } from '../index/bm25.ts';
import { BlockSums } from './block-sums.ts';
import type { EntryFinder } from './entry-finder.ts';
import type { WeightedTerm } from './text-search.ts';
import { TopK } from './top-k.ts';

/** Frequent terms are looked up late if together they weigh at most this share of the query. */
const LATE_SHARE = 0.25;
/** Below every sum, and far enough from overflow. */
const SCORED = -(2 ** 30);
/** Blocks looked at between two looks at what the best ones promise; a multiple of 16. */
const STRIDE = 256;

/**
 * Upper bounds of the scores of blocks, summed no further than a search needs (MaxScore: Turtle, Flood, Query
 * evaluation, IPM 1995, for blocks instead of texts). Lists that name their blocks are summed first. A term that has an
 * entry for every block is frequent and weighs little: it is looked up for those blocks alone that it may decide.
 */
export class BlockBounds {
  /** Highest bound that there can be. */
  highest = 0;
  /** What is summed so far; the first `blocks` of it are those that `survivors` has left. */
  readonly sums = new BlockSums();
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
    this.sums.begin(this.#blockCount);
    this.#entries.begin(lists, terms.length);
    this.highest = terms.reduce((sum, { weight }) => sum + weight * LARGEST_IMPACT, 0);
    this.#rest = this.highest;
    this.#left = [];
    for (let i = 0; i < terms.length; i++) {
      const { term, weight } = terms[i]!;
      if (isInEveryBlock(lists, term) && this.#rest <= LATE_SHARE * this.highest) {
        this.#left.push(terms[i]!);
      } else {
        this.#entries.addBounds(lists, term, weight, i, this.sums.values);
        this.#rest -= weight * LARGEST_IMPACT;
      }
    }
  }

  /** The blocks of the highest sums, in that order. */
  mostPromising(count: number, threshold: number): number[] {
    const { values, blocks } = this.sums;
    const first = new TopK(count);
    for (let start = 0; start < this.#blockCount; start += STRIDE) {
      const least = Math.max(threshold - this.#rest, first.threshold);
      const found = this.sums.reaching(least, start, Math.min(start + STRIDE, this.#blockCount));
      for (let i = 0; i < found; i++) first.offer(values[blocks[i]!]!, blocks[i]!);
    }
    return first.sorted().map(({ number }) => number);
  }

  /** The bound of one block, with all terms; it survives nothing from now on. */
  take(block: number): number {
    const { blockStart, blockMaximum } = this.#lists;
    const { values } = this.sums;
    let bound = values[block]!;
    for (const { term, weight } of this.#left) bound += weight * blockMaximum[blockStart[term]! + block]!;
    values[block] = SCORED;
    return bound;
  }

  /**
   * Sums what is left for the blocks that may reach the threshold.
   * @returns how many can
   */
  survivors(threshold: number): number {
    const { values, blocks } = this.sums;
    const { blockStart, blockMaximum } = this.#lists;
    let least = threshold - this.#rest;
    let count = this.sums.reaching(least, 0, this.#blockCount);
    for (const { term, weight } of this.#left) {
      least += weight * LARGEST_IMPACT;
      const start = blockStart[term]!;
      let kept = 0;
      for (let i = 0; i < count; i++) {
        const block = blocks[i]!;
        const sum = values[block]! + weight * blockMaximum[start + block]!;
        values[block] = sum;
        blocks[kept] = block;
        if (sum >= least) kept++;
      }
      count = kept;
    }
    return count;
  }
}
