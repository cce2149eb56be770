import type { Match, Span } from '../ranking/match.ts';

/** Restrictions that a document must satisfy to be found. */
export interface SearchFilter {
  readonly category: string | null;
  readonly tag: string | null;
  /** Documents outside their validity at this time are not found. Unix milliseconds. */
  readonly nowMs: number;
}

export interface SearchRequest extends SearchFilter {
  /** 1–50 */
  readonly limit: number;
  /** 0–1000 */
  readonly offset: number;
  /** Matches below this confidence are not described, 0–1; default 0. They still count in the total. */
  readonly leastConfidence?: number;
  /** Whether matches list the parts of their scores. */
  readonly explain: boolean;
}

export interface SearchResult {
  /** Documents found; a lower bound unless `totalIsExact`. */
  readonly total: number;
  readonly totalIsExact: boolean;
  readonly matches: readonly Match[];
  /** The query as it was probably meant, only where that finds more; null otherwise. */
  readonly corrected: string | null;
  /** Documents found by category, most first. */
  readonly categories: readonly { readonly value: string; readonly count: number }[];
}

export interface Suggestion {
  readonly id: string;
  readonly question: string;
  readonly highlights: readonly Span[];
}
