import { BLOCK_SIZE, type PostingLists } from '../index/posting-lists.ts';
import type { TextSearch, WeightedTerm } from './text-search.ts';
import type { TopK } from './top-k.ts';

const BUCKETS = 1024;

/**
 * Exact top-k by Block-Max Pruning (Mallia, Suel, Tonellotto, SIGIR 2024): sums upper bounds of all blocks, then
 * scores blocks from the highest bound down until no bound reaches the k-th score.
 */
export function retrieveByBlocks(
  { postings, terms, textCount, accept, firstNumber }: TextSearch,
  best: TopK,
): void {
  const blockCount = Math.ceil(textCount / BLOCK_SIZE);
  const bounds = scratch.bounds(blockCount);
  const places = scratch.places(terms.length * blockCount);
  let highest = 0;
  for (let i = 0; i < terms.length; i++) {
    const { term, weight } = terms[i]!;
    const offset = i * blockCount;
    const end = postings.blockStart[term + 1]!;
    for (let at = postings.blockStart[term]!; at < end; at++) {
      const block = postings.blocks[at]!;
      bounds[block]! += weight * postings.blockMaximum[at]!;
      places[offset + block] = at + 1;
    }
    highest += weight * 255;
  }
  const scores = scratch.scores;
  const order = sortByBound(bounds, blockCount, highest);
  for (const block of order) {
    if (bounds[block]! < best.threshold) continue;
    scoreBlock(postings, terms, places, block, blockCount, scores);
    const first = block * BLOCK_SIZE;
    for (let i = 0; i < BLOCK_SIZE; i++) {
      const score = scores[i]!;
      if (score >= best.threshold && (accept === null || accept(first + i)))
        best.offer(score, firstNumber + first + i);
    }
    scores.fill(0);
  }
}

/** Working memory, reused because searches do not overlap. */
class Scratch {
  /** Of the texts of one block. */
  readonly scores = new Int32Array(BLOCK_SIZE);
  #bounds = new Int32Array(0);
  #places = new Uint32Array(0);

  /** Sum of upper bounds of each block, zeroed. */
  bounds(length: number): Int32Array {
    if (this.#bounds.length < length) this.#bounds = new Int32Array(length * 2);
    return this.#bounds.subarray(0, length).fill(0);
  }

  /** Of each term and block, where the block stands among the term's blocks, plus one; 0: nowhere. */
  places(length: number): Uint32Array {
    if (this.#places.length < length) this.#places = new Uint32Array(length * 2);
    return this.#places.subarray(0, length).fill(0);
  }
}

const scratch = new Scratch();

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
  places: Uint32Array,
  block: number,
  blockCount: number,
  scores: Int32Array,
): void {
  for (let i = 0; i < terms.length; i++) {
    const place = places[i * blockCount + block]!;
    if (place === 0) continue;
    const { term, weight } = terms[i]!;
    const end =
      place < postings.blockStart[term + 1]!
        ? postings.blockPosting[place]!
        : postings.postingStart[term + 1]!;
    for (let at = postings.blockPosting[place - 1]!; at < end; at++) {
      scores[postings.texts[at]! & (BLOCK_SIZE - 1)]! += weight * postings.impacts[at]!;
    }
  }
}
