import { BLOCK_SHIFT, BLOCK_SIZE, IMPACT_RANKS, oddImpactOf } from '../index/posting-lists.ts';
import type { PostingLists } from '../index/posting-lists.ts';
import { BlockOrder } from './block-order.ts';
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
  const blockCount = Math.ceil(postings.textCount / BLOCK_SIZE);
  scratch.makeRoom(blockCount, terms.length);
  const { bounds } = scratch;
  let highest = 0;
  for (let i = 0; i < terms.length; i++) {
    addBounds(postings, terms[i]!, i * blockCount);
    highest += terms[i]!.weight * 255;
  }
  for (const block of highestBlocks(bounds, blockCount, best)) {
    scoreBlock(search, block, blockCount, best);
    bounds[block] = 0;
  }
  const count = order.sort(bounds, blockCount, highest, best.threshold);
  for (let at = 0; at < count; at++) {
    const block = order.blocks[at]!;
    const bound = bounds[block]!;
    if (bound >= best.threshold) scoreBlock(search, block, blockCount, best);
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

function scoreBlock(
  { postings, terms, accept, firstNumber }: TextSearch,
  block: number,
  blockCount: number,
  best: TopK,
): void {
  const { bounds, places, maxima, scores } = scratch;
  let { threshold } = best;
  // What the terms that are left can add at most, and the best score so far: rare terms come first, and where they
  // disappoint the many postings of frequent ones need not be read.
  let rest = bounds[block]!;
  let highestScore = 0;
  for (let i = 0; i < terms.length && highestScore + rest >= threshold; i++) {
    const at = i * blockCount + block;
    const place = places[at]!;
    if (place === 0) continue;
    rest -= terms[i]!.weight * maxima[at]!;
    highestScore = Math.max(highestScore, addScores(postings, terms[i]!, place, block));
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
  /** Of each term and block the postings: COUNT_BITS how many, above them their distance from the term's first; 0: none. */
  places = new Uint32Array(0);
  /** Of each term and block with postings the largest impact. */
  maxima = new Uint8Array(0);

  /** Zeroes what a search will use. */
  makeRoom(blockCount: number, termCount: number): void {
    if (this.bounds.length < blockCount) this.bounds = new Int32Array(blockCount * 2);
    else this.bounds.fill(0, 0, blockCount);
    const length = blockCount * termCount;
    if (this.places.length < length) {
      this.places = new Uint32Array(length * 2);
      this.maxima = new Uint8Array(length * 2);
    } else this.places.fill(0, 0, length);
  }
}

const scratch = new Scratch();
const order = new BlockOrder();
/** A term has at most MOST_TEXTS postings, 64 of them in a block. */
const COUNT_BITS = BLOCK_SHIFT + 1;

/** @param offset of the term among `places` */
function addBounds(
  { blockStart, blocks, blockCounts, blockMaximum }: PostingLists,
  { term, weight }: WeightedTerm,
  offset: number,
): void {
  const { bounds, places, maxima } = scratch;
  let distance = 0;
  const end = blockStart[term + 1]!;
  for (let at = blockStart[term]!; at < end; at++) {
    const block = blocks[at]!;
    const count = blockCounts[at]!;
    const maximum = blockMaximum[at]!;
    bounds[block]! += weight * maximum;
    maxima[offset + block] = maximum;
    places[offset + block] = (distance << COUNT_BITS) | count;
    distance += count;
  }
}

/** @returns the highest score among those that it added to */
function addScores(
  lists: PostingLists,
  { term, weight }: WeightedTerm,
  place: number,
  block: number,
): number {
  const { scores } = scratch;
  const { textCount, streamCount, postings, impacts } = lists;
  const perRank = textCount * streamCount;
  const usual = lists.streams[term]! * textCount + block * BLOCK_SIZE;
  let highest = 0;
  let at = lists.postingStart[term]! + (place >>> COUNT_BITS);
  for (const end = at + (place & ((1 << COUNT_BITS) - 1)); at < end; at++) {
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
