import { BLOCK_SHIFT, BLOCK_SIZE, IMPACT_RANKS, oddImpactOf } from '../index/posting-lists.ts';
import type { PostingLists } from '../index/posting-lists.ts';
import type { TextSearch, WeightedTerm } from './text-search.ts';
import type { TopK } from './top-k.ts';

/** Scores of the texts; reused because searches do not overlap. */
let scratch = new Int32Array(0);

/** Scores every posting of the terms, then looks at every text. O(postings + texts). */
export function retrieveByScan({ postings, terms, accept, firstNumber }: TextSearch, best: TopK): void {
  const { textCount } = postings;
  if (scratch.length < textCount) scratch = new Int32Array(textCount * 2);
  const scores = scratch;
  scores.fill(0, 0, textCount);
  for (const term of terms) addScores(postings, term, scores);
  let { threshold } = best;
  for (let text = 0; text < textCount; text++) {
    const score = scores[text]!;
    if (score < threshold || (accept !== null && !accept(text))) continue;
    best.offer(score, firstNumber + text);
    ({ threshold } = best);
  }
}

function addScores(lists: PostingLists, { term, weight }: WeightedTerm, scores: Int32Array): void {
  const { textCount, streamCount, blockStart, blocks, blockCounts, postings, impacts } = lists;
  const perRank = textCount * streamCount;
  const stream = lists.streams[term]! * textCount;
  const lastBlock = blockStart[term + 1]!;
  let at = lists.postingStart[term]!;
  for (let i = blockStart[term]!; i < lastBlock; i++) {
    const first = blocks[i]! * BLOCK_SIZE;
    for (const end = at + blockCounts[i]!; at < end; at++) {
      const posting = postings[at]!;
      const text = first + (posting & (BLOCK_SIZE - 1));
      const rank = posting >>> BLOCK_SHIFT;
      const impact =
        rank === IMPACT_RANKS ? oddImpactOf(lists, at) : impacts[rank * perRank + stream + text]!;
      scores[text]! += weight * impact;
    }
  }
}
