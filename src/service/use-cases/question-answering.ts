import type { Span, Tier } from '../../engine/index.ts';
import type { Caller } from '../caller.ts';
import type { FeedbackVerdict } from '../ports/feedback-store.ts';
import type { Served } from '../served.ts';

export interface SearchInput {
  query: string;
  /** Null: the default bank. */
  bank: string | null;
  limit: number;
  offset: number;
  category: string | null;
  tag: string | null;
  explain: boolean;
}

export interface SearchHit {
  id: string;
  question: string;
  answer: string;
  category: string | null;
  tags: readonly string[];
  tier: Tier;
  confidence: number;
  score: number;
  matchedPhrasing: string | null;
  highlights: readonly Span[];
  reason: string;
  /** Present only when asked for. */
  explanation?: readonly { feature: string; value: number; contribution: number }[];
}

/** The body of GET /api/v1/search. */
export interface SearchOutput {
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

export interface AskInput {
  question: string;
  bank: string | null;
  /** Most suggestions wanted, 1–10. */
  limit: number;
  channel: string | null;
  userId: string | null;
}

/** The body of /api/v1/ask. */
export interface AskOutput {
  queryId: string;
  outcome: 'answer' | 'suggest' | 'none';
  confidence: number;
  answer: {
    id: string;
    question: string;
    text: string;
    category: string | null;
    highlights: readonly Span[];
  } | null;
  reason: string;
  suggestions: readonly SearchHit[];
  /** The bank's fallback text; only with outcome `none`. */
  fallback?: string;
}

export interface SuggestOutput {
  suggestions: readonly { id: string; question: string; highlights: readonly Span[] }[];
}

export interface CategoriesOutput {
  categories: readonly { category: string; count: number }[];
}

export interface CategoryQuestionsInput {
  category: string;
  /** Null: the default bank. */
  bank: string | null;
  limit: number;
  offset: number;
}

/** The body of GET /api/v1/categories/{category}/questions. */
export interface CategoryQuestionsOutput {
  items: readonly { id: string; question: string }[];
  total: number;
  limit: number;
  offset: number;
}

/** What users do. All of them answer from memory and never wait for the database. */
export interface QuestionAnswering {
  /** @throws AppError `bank_not_found`, `question_empty`, `question_too_long`, `not_ready`, `forbidden` */
  search(input: SearchInput, caller: Caller): Promise<Served<SearchOutput>>;
  /** As `search`. A fresh `queryId` is given even to cached answers. */
  ask(input: AskInput, caller: Caller): Promise<Served<AskOutput>>;
  suggest(
    input: { query: string; bank: string | null; limit: number },
    caller: Caller,
  ): Promise<Served<SuggestOutput>>;
  categories(bank: string | null, caller: Caller): Promise<Served<CategoriesOutput>>;
  /** Empty for a category that nothing is in. */
  categoryQuestions(input: CategoryQuestionsInput, caller: Caller): Promise<Served<CategoryQuestionsOutput>>;
  feedback(input: { queryId: string; questionId: string | null; verdict: FeedbackVerdict }): Promise<void>;
}
