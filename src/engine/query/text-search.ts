import type { PostingLists } from '../index/posting-lists.ts';

/** A term to score: the score of a text is the sum of weight × impact over its terms. */
export interface WeightedTerm {
  readonly term: number;
  /** Positive integer; weight × 255 × terms must stay below 2^31. */
  readonly weight: number;
}

/** One search of the posting lists of a segment. */
export interface TextSearch {
  readonly postings: PostingLists;
  readonly terms: readonly WeightedTerm[];
  /** Whether a text may be found (not deleted, passes the filter); null: all may. */
  readonly accept: ((text: number) => boolean) | null;
  /** Added to the number of a text when it is offered: segments share one heap. */
  readonly firstNumber: number;
}
