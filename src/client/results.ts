/** A marked piece of a text: UTF-16 code units, half-open. */
export type Span = readonly [start: number, end: number];

/** Kind of the strongest evidence of a match, strongest first. */
export type Tier =
  | 'exact'
  | 'normalised'
  | 'phrasing'
  | 'synonym'
  | 'words'
  | 'sub-word'
  | 'homophone'
  | 'pinyin'
  | 'initials'
  | 'one-edit';

export interface SearchHit {
  id: string;
  question: string;
  answer: string;
  category: string | null;
  tags: readonly string[];
  tier: Tier;
  /** 0–1, calibrated: of the hits at 0.9, nine in ten are right. */
  confidence: number;
  /** Comparable only within one result. */
  score: number;
  /** The phrasing that is closer to the query than the question itself; null: none is. */
  matchedPhrasing: string | null;
  /** Into `question`; sorted, not overlapping. */
  highlights: readonly Span[];
  /** Why it matches, in plain Chinese. */
  reason: string;
  /** Parts of the score; only with `explain`. */
  explanation?: readonly { feature: string; value: number; contribution: number }[];
}

export interface SearchResult {
  bank: string;
  bankVersion: number;
  query: string;
  corrected: string | null;
  total: number;
  totalIsExact: boolean;
  limit: number;
  offset: number;
  hits: readonly SearchHit[];
  facets: { category: readonly { value: string; count: number }[] };
}

export interface Answer {
  id: string;
  question: string;
  text: string;
  category: string | null;
  /** Into `question`; sorted, not overlapping. */
  highlights: readonly Span[];
}

export interface AskResult {
  /** Goes into the feedback on this result. */
  queryId: string;
  /** `answer`: there is an answer; `suggest`: there are suggestions; `none`: neither, perhaps a fallback. */
  outcome: 'answer' | 'suggest' | 'none';
  /** 0–1 */
  confidence: number;
  answer: Answer | null;
  reason: string;
  suggestions: readonly SearchHit[];
  /** What the bank says when it knows no answer. */
  fallback?: string;
}

export interface Completion {
  id: string;
  question: string;
  highlights: readonly Span[];
}

export interface SuggestResult {
  suggestions: readonly Completion[];
}

export interface CategoriesResult {
  categories: readonly { category: string; count: number }[];
}

export interface CategoryQuestionsResult {
  items: readonly { id: string; question: string }[];
  total: number;
  limit: number;
  offset: number;
}

export interface Feedback {
  queryId: string;
  /** The question meant; null: none of those offered. */
  questionId: string | null;
  /** `picked`: chosen from the suggestions. */
  verdict: 'helpful' | 'unhelpful' | 'picked';
}
