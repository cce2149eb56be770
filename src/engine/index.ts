export {
  decodeAdaptation,
  encodeAdaptation,
  scaleConfidence,
  type Adaptation,
} from './adaptation/adaptation.ts';
export { AdaptationFit } from './adaptation/adaptation-fit.ts';
export { listForAdaptation, type AdaptationList } from './adaptation/adaptation-list.ts';
export { measureQuality, placeOfRight, type AdaptationQuality } from './adaptation/adaptation-quality.ts';
export { fitScaling, logLoss } from './adaptation/fit-scaling.ts';
export {
  createAnalyzerBase,
  type Analyzer,
  type LanguageData,
  type OwnVocabulary,
} from './analysis/analyzer.ts';
export { normalizeForIdentity } from './analysis/identity.ts';
export { parseOpposites, type OppositePair } from './analysis/opposites.ts';
export { parsePinyin } from './analysis/pinyin.ts';
export type { Segmenter } from './analysis/segmenter.ts';
export { parseTraditional } from './analysis/traditional.ts';
export { createSynonymUnifier, type UnifySynonyms } from './analysis/unify-synonyms.ts';
export { memoryOfDocument } from './document-memory.ts';
export { BankIndex, type DocumentChanges } from './index/bank-index.ts';
export { countCategories } from './index/count-categories.ts';
export type { MergedSegments } from './index/merge-segments.ts';
export { pageOfCategory, type CategoryPage } from './index/page-of-category.ts';
export { arraysOf, indexOfArrays, type IndexArrays, type TypedArray } from './index/index-arrays.ts';
export { analyzeQuery } from './query/analyzed-query.ts';
export { retrieve } from './query/retrieve.ts';
export type { SearchRequest, SearchResult, Suggestion } from './query/search-request.ts';
export { BARE_DOCUMENT, isValidAt, type QuestionDocument } from './question-document.ts';
export type { Match, Span } from './ranking/match.ts';
export { findContradiction, readAssertions, type Assertions } from './ranking/contradictions.ts';
export { LEXICAL_MODEL } from './ranking/lexical-model.ts';
export { CorruptModelError, ModelVersionError } from './ranking/model-file.ts';
export type { RankingModel, RankingResources } from './ranking/model.ts';
export { rank } from './ranking/rank.ts';
export { readRankingModel } from './ranking/read-ranking-model.ts';
export { TIERS, type Tier } from './ranking/tier.ts';
export type { Steps } from './steps.ts';
export { suggest } from './suggest/suggest.ts';
