import type { QuestionDocument } from '../question-document.ts';
import type { Guard } from './guard.ts';
import type { Tier } from './tier.ts';

/** Half-open range of UTF-16 code units of an original text. */
export type Span = readonly [start: number, end: number];

/** One addend of a score; the contributions of a match sum to its score. */
export interface ScorePart {
  readonly feature: string;
  readonly value: number;
  readonly contribution: number;
}

/** A candidate after ranking. */
export interface Match {
  readonly document: QuestionDocument;
  readonly tier: Tier;
  /** Calibrated probability that this is the right question, 0–1; comparable between banks. */
  readonly confidence: number;
  /** Orders the matches of one query; comparable only within one result. */
  readonly score: number;
  /** The phrasing that matched better than the question itself; null: the question did. */
  readonly matchedPhrasing: string | null;
  /** Ranges of `document.question` that the query speaks of: sorted, not overlapping. */
  readonly highlights: readonly Span[];
  /** Why it matched, in plain Chinese, such as `同义词：农行→农业银行`. */
  readonly reason: string;
  readonly guards: readonly Guard[];
  /** The parts of the score; empty unless asked for. */
  readonly explanation: readonly ScorePart[];
}
