export type { Segmenter } from './analysis/segmenter.ts';
export type { QuestionDocument } from './question-document.ts';
export type { SearchFilter, SearchRequest, SearchResult, Suggestion } from './query/search-request.ts';
export type { Guard } from './ranking/guard.ts';
export type { Match, ScorePart, Span } from './ranking/match.ts';
export { TIERS, type Tier } from './ranking/tier.ts';
