import type { TextSearch } from './text-search.ts';
import type { TopK } from './top-k.ts';

/** Scores of the texts; reused because searches do not overlap. */
let scratch = new Int32Array(0);

/** Scores every posting of the terms, then looks at every text. O(postings + texts). */
export function retrieveByScan(
  { postings, terms, textCount, accept, firstNumber }: TextSearch,
  best: TopK,
): void {
  if (scratch.length < textCount) scratch = new Int32Array(textCount * 2);
  const scores = scratch;
  scores.fill(0, 0, textCount);
  const { texts, impacts, postingStart } = postings;
  for (const { term, weight } of terms) {
    const end = postingStart[term + 1]!;
    for (let at = postingStart[term]!; at < end; at++) scores[texts[at]!]! += weight * impacts[at]!;
  }
  for (let text = 0; text < textCount; text++) {
    const score = scores[text]!;
    if (score >= best.threshold && (accept === null || accept(text))) best.offer(score, firstNumber + text);
  }
}
