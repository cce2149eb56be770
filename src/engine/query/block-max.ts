import {
  blockCountOf,
  BLOCK_SHIFT,
  BLOCK_SIZE,
  IMPACT_RANKS,
  oddImpactOf,
  postingsOf,
} from '../index/posting-lists.ts';
import type { PostingLists } from '../index/posting-lists.ts';
import { BlockOrder } from './block-order.ts';
import { EntryFinder } from './entry-finder.ts';
import type { TextSearch, WeightedTerm } from './text-search.ts';
import { TopK } from './top-k.ts';

/** Blocks scored before the others are sorted, so many and for each block that the best would fill. */
const FIRST_BLOCKS = 4;

/**
 * Exact top-k by Block-Max Pruning (Mallia, Suel, Tonellotto, SIGIR 2024): sums upper bounds of all blocks, then
 * scores blocks from the highest bound down until no bound reaches the k-th score. The very first ones are picked out
 * before: what they reach spares sorting most of the others.
 */
export function retrieveByBlocks(search: TextSearch, best: TopK): void {
  const { postings, terms } = search;
  const blockCount = blockCountOf(postings);
  scratch.makeRoom(blockCount);
  entries.begin(postings, terms.length);
  const { bounds } = scratch;
  let highest = 0;
  for (let i = 0; i < terms.length; i++) {
    entries.addBounds(postings, terms[i]!.term, terms[i]!.weight, i, bounds);
    highest += terms[i]!.weight * 255;
  }
  for (const block of highestBlocks(bounds, blockCount, best)) {
    scoreBlock(search, block, best);
    bounds[block] = 0;
  }
  const count = order.sort(bounds, blockCount, highest, best.threshold);
  for (let at = 0; at < count; at++) {
    const block = order.blocks[at]!;
    const bound = bounds[block]!;
    if (bound >= best.threshold) scoreBlock(search, block, best);
    else if (bound + order.bucketWidth < best.threshold) break;
  }
}

/** Those that promise most, in that order. */
function highestBlocks(bounds: Int32Array, blockCount: number, { capacity, threshold }: TopK): number[] {
  const first = new TopK(FIRST_BLOCKS * Math.ceil(capacity / BLOCK_SIZE));
  let least = threshold;
  for (let block = 0; block < blockCount; block++) {
    if (bounds[block]! < least) continue;
    first.offer(bounds[block]!, block);
    least = Math.max(threshold, first.threshold);
  }
  return first.sorted().map(({ number }) => number);
}

function scoreBlock({ postings, terms, accept, firstNumber }: TextSearch, block: number, best: TopK): void {
  const { bounds, scores } = scratch;
  let { threshold } = best;
  // What the terms that are left can add at most, and the best score so far: rare terms come first, and where they
  // disappoint the many postings of frequent ones need not be read.
  let rest = bounds[block]!;
  let highestScore = 0;
  for (let i = 0; i < terms.length && highestScore + rest >= threshold; i++) {
    const entry = entries.entryOf(postings, terms[i]!.term, i, block);
    if (entry === -1) continue;
    rest -= terms[i]!.weight * postings.blockMaximum[entry]!;
    highestScore = Math.max(highestScore, addScores(postings, terms[i]!, entry, block));
  }
  if (highestScore + rest >= threshold) {
    const first = block * BLOCK_SIZE;
    for (let i = 0; i < BLOCK_SIZE; i++) {
      const score = scores[i]!;
      if (score < threshold || (accept !== null && !accept(first + i))) continue;
      best.offer(score, firstNumber + first + i);
      ({ threshold } = best);
    }
  }
  scores.fill(0);
}

/** Working memory, reused because searches do not overlap. */
class Scratch {
  /** Of the texts of one block; all 0 between two blocks. */
  readonly scores = new Int32Array(BLOCK_SIZE);
  /** Sum of upper bounds of each block. */
  bounds = new Int32Array(0);

  /** Zeroes what a search will use. */
  makeRoom(blockCount: number): void {
    if (this.bounds.length < blockCount) this.bounds = new Int32Array(blockCount * 2);
    else this.bounds.fill(0, 0, blockCount);
  }
}

const scratch = new Scratch();
const entries = new EntryFinder();
const order = new BlockOrder();

/** @returns the highest score among those that it added to */
function addScores(
  lists: PostingLists,
  { term, weight }: WeightedTerm,
  entry: number,
  block: number,
): number {
  const { scores } = scratch;
  const { textCount, streamCount, postings, impacts } = lists;
  const perRank = textCount * streamCount;
  const usual = lists.streams[term]! * textCount + block * BLOCK_SIZE;
  let highest = 0;
  let at = postingsOf(lists, entry);
  for (const end = at + lists.blockCounts[entry]!; at < end; at++) {
    const posting = postings[at]!;
    const text = posting & (BLOCK_SIZE - 1);
    const rank = posting >>> BLOCK_SHIFT;
    const impact = rank === IMPACT_RANKS ? oddImpactOf(lists, at) : impacts[rank * perRank + usual + text]!;
    const score = scores[text]! + weight * impact;
    scores[text] = score;
    if (score > highest) highest = score;
  }
  return highest;
}
