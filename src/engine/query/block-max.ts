import { BLOCK_SHIFT, BLOCK_SIZE, IMPACT_RANKS, oddImpactOf, postingsOf } from '../index/posting-lists.ts';
import type { PostingLists } from '../index/posting-lists.ts';
import { BlockBounds } from './block-bounds.ts';
import { BlockOrder } from './block-order.ts';
import { EntryFinder } from './entry-finder.ts';
import type { TextSearch, WeightedTerm } from './text-search.ts';
import type { TopK } from './top-k.ts';

/** Blocks scored before bounds are summed to the end, so many and for each block that the best would fill. */
const FIRST_BLOCKS = 16;

/**
 * Exact top-k by Block-Max Pruning (Mallia, Suel, Tonellotto, SIGIR 2024): scores blocks from the highest upper bound
 * down until no bound reaches the k-th score. The very first ones are picked out by what the rarer terms promise: the
 * scores that they reach spare summing and sorting most of the others.
 */
export function retrieveByBlocks(asked: TextSearch, best: TopK): void {
  const search = { ...asked, terms: asked.terms.toSorted((a, b) => b.weight - a.weight) };
  bounds.begin(search.postings, search.terms);
  const firstCount = FIRST_BLOCKS * Math.ceil(best.capacity / BLOCK_SIZE);
  for (const block of bounds.mostPromising(firstCount, best.threshold))
    scoreBlock(search, block, bounds.take(block), best);
  const count = bounds.survivors(best.threshold);
  const { values, blocks } = bounds.sums;
  order.sort(blocks, count, values, bounds.highest);
  for (let at = 0; at < count; at++) {
    const block = order.blocks[at]!;
    const bound = values[block]!;
    if (bound >= best.threshold) scoreBlock(search, block, bound, best);
    else if (bound + order.bucketWidth < best.threshold) break;
  }
}

/** @param bound of the block */
function scoreBlock(
  { postings, terms, accept, firstNumber }: TextSearch,
  block: number,
  bound: number,
  best: TopK,
): void {
  let { threshold } = best;
  // What the terms that are left can add at most, and the best score so far: rare terms come first, and where they
  // disappoint the many postings of frequent ones need not be read.
  let rest = bound;
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

// Working memory, reused because searches do not overlap.
/** Of the texts of one block; all 0 between two blocks. */
const scores = new Int32Array(BLOCK_SIZE);
const entries = new EntryFinder();
const bounds = new BlockBounds(entries);
const order = new BlockOrder();

/** @returns the highest score among those that it added to */
function addScores(
  lists: PostingLists,
  { term, weight }: WeightedTerm,
  entry: number,
  block: number,
): number {
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
