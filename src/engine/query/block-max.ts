import { BLOCK_SIZE, type PostingLists } from '../index/posting-lists.ts';
import type { TopK } from './top-k.ts';

/** A term to score: the score of a text is the sum of weight × impact over its terms. */
export interface WeightedTerm {
  readonly term: number;
  /** Positive integer; weight × 255 × terms must stay below 2^31. */
  readonly weight: number;
}

const BUCKETS = 1024;

/**
 * Exact top-k by Block-Max Pruning (Mallia, Suel, Tonellotto, SIGIR 2024): sums upper bounds of all blocks, then
 * scores blocks from the highest bound down until no bound reaches the k-th score. Offers to `best` exactly what
 * an exhaustive scan would keep, ties included.
 * @param accept whether a text may be found (not deleted, passes the filter)
 */
export function retrieveTopTexts(
  postings: PostingLists,
  terms: readonly WeightedTerm[],
  textCount: number,
  best: TopK,
  accept: (text: number) => boolean,
): void {
  const blockCount = Math.ceil(textCount / BLOCK_SIZE);
  const bounds = takeBounds(blockCount);
  let highest = 0;
  for (const { term, weight } of terms) {
    for (let i = postings.blockStart[term]!; i < postings.blockStart[term + 1]!; i++) {
      bounds[postings.blocks[i]!]! += weight * postings.blockMaximum[i]!;
    }
    highest += weight * 255;
  }
  const order = sortByBound(bounds, blockCount, highest);
  const scores = new Int32Array(BLOCK_SIZE);
  for (const block of order) {
    const bound = bounds[block]!;
    if (bound < best.threshold) continue;
    scoreBlock(postings, terms, block, scores);
    const first = block * BLOCK_SIZE;
    for (let i = 0; i < BLOCK_SIZE; i++) {
      const score = scores[i]!;
      if (score >= best.threshold && accept(first + i)) best.offer(score, first + i);
    }
    scores.fill(0);
  }
}

let sharedBounds = new Int32Array(0);

/** A zeroed array; one is reused, for searches do not overlap. */
function takeBounds(length: number): Int32Array {
  if (sharedBounds.length < length) sharedBounds = new Int32Array(length * 2);
  return sharedBounds.subarray(0, length).fill(0);
}

/** Blocks with a bound, highest bucket of bounds first: a counting sort. */
function sortByBound(bounds: Int32Array, blockCount: number, highest: number): Uint32Array {
  const width = Math.floor(highest / BUCKETS) + 1;
  const starts = new Uint32Array(BUCKETS + 1);
  for (let block = 0; block < blockCount; block++) {
    if (bounds[block] !== 0) starts[BUCKETS - Math.floor(bounds[block]! / width)]!++;
  }
  for (let i = 1; i <= BUCKETS; i++) starts[i]! += starts[i - 1]!;
  const order = new Uint32Array(starts[BUCKETS]!);
  for (let block = blockCount - 1; block >= 0; block--) {
    if (bounds[block] !== 0) order[--starts[BUCKETS - Math.floor(bounds[block]! / width)]!] = block;
  }
  return order;
}

function scoreBlock(
  postings: PostingLists,
  terms: readonly WeightedTerm[],
  block: number,
  scores: Int32Array,
): void {
  for (const { term, weight } of terms) {
    const at = findBlock(postings.blocks, postings.blockStart[term]!, postings.blockStart[term + 1]!, block);
    if (at === -1) continue;
    const end =
      at + 1 < postings.blockStart[term + 1]!
        ? postings.blockPosting[at + 1]!
        : postings.postingStart[term + 1]!;
    for (let i = postings.blockPosting[at]!; i < end; i++) {
      scores[postings.texts[i]! % BLOCK_SIZE]! += weight * postings.impacts[i]!;
    }
  }
}

function findBlock(blocks: Uint32Array, from: number, to: number, block: number): number {
  let low = from;
  let high = to - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = blocks[middle]!;
    if (found === block) return middle;
    if (found < block) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}
