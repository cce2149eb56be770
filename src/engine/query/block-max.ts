import { BLOCK_SHIFT, BLOCK_SIZE, IMPACT_RANKS, oddImpactOf } from '../index/posting-lists.ts';
import type { PostingLists } from '../index/posting-lists.ts';
import { BlockOrder } from './block-order.ts';
import type { TextSearch, WeightedTerm } from './text-search.ts';
import type { TopK } from './top-k.ts';

/**
 * Exact top-k by Block-Max Pruning (Mallia, Suel, Tonellotto, SIGIR 2024): sums upper bounds of all blocks, then
 * scores blocks from the highest bound down until no bound reaches the k-th score.
 */
export function retrieveByBlocks({ postings, terms, accept, firstNumber }: TextSearch, best: TopK): void {
  const blockCount = Math.ceil(postings.textCount / BLOCK_SIZE);
  scratch.makeRoom(blockCount, terms.length);
  const { bounds, places, maxima, scores } = scratch;
  let highest = 0;
  for (let i = 0; i < terms.length; i++) {
    addBounds(postings, terms[i]!, i * blockCount);
    highest += terms[i]!.weight * 255;
  }
  let { threshold } = best;
  const count = order.sort(bounds, blockCount, highest, threshold);
  for (let at = 0; at < count; at++) {
    const block = order.blocks[at]!;
    if (bounds[block]! < threshold) {
      if (bounds[block]! + order.bucketWidth < threshold) break;
      continue;
    }
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
