import type {
  AdaptationList,
  Assertions,
  CategoryPage,
  DocumentChanges,
  IndexArrays,
  QuestionDocument,
  SearchRequest,
  SearchResult,
  Suggestion,
} from '../engine/index.ts';
import type { BankVocabulary } from './ports/vocabulary-store.ts';
import type { StageTimings } from './served.ts';

/** The searchable state of one bank. Immutable: a change gives a new index, searches under way keep theirs. */
export interface SearchIndex {
  /** Documents in it. */
  readonly size: number;
  documents(): Iterable<QuestionDocument>;
  /** How many documents of each category are valid at `nowMs`; categories without any are left out. */
  countCategories(nowMs: number): ReadonlyMap<string, number>;
  /** Documents of a category that are valid at `nowMs`, pinned ones first. */
  pageOfCategory(category: string, slice: { limit: number; offset: number }, nowMs: number): CategoryPage;
  /** The index as it can be kept in a file; costs nothing, as nothing is copied. */
  arrays(): IndexArrays;
  /** The index with the changes in it. Many are worked in a few milliseconds at a time, so that searches go on. */
  withChanges(changes: DocumentChanges): Promise<SearchIndex>;
  /** @param query 1–200 characters */
  search(query: string, request: SearchRequest): { result: SearchResult; timings: StageTimings };
  /** The index with what the bank has learned from itself in place of what it had; null: nothing. */
  withAdaptation(adaptation: string | null): SearchIndex;
  /** Asks for a question whose right answer is known, as if the bank did not hold that very wording. */
  listForAdaptation(query: string, rightId: string, nowMs: number): AdaptationList | null;
  /** @param popularityOf a question by its id, ≥ 0: among completions that fit alike the popular come first */
  suggest(
    text: string,
    limit: number,
    nowMs: number,
    popularityOf: (id: string) => number,
  ): readonly Suggestion[];
  /** The next time after `nowMs` at which a document's validity begins or ends; null: none ahead. */
  validityBoundaryAfter(nowMs: number): number | null;
}

/** What judging texts needs of the engine. */
export interface JudgingEngine {
  /** The form by which two wordings count as the same; '' when nothing in `text` can be searched. */
  normalizeForIdentity(text: string): string;
  /** An identity form with each word put by the one that stands for its synonyms: 农行 and 农业银行 become one. */
  unifySynonyms(text: string): string;
  readAssertions(answer: string): Assertions;
  /** Where two answers to one question cannot both be right, in Chinese; null: nowhere. */
  findContradiction(one: Assertions, other: Assertions): string | null;
}

/** What the use cases need of the engine. */
export interface SearchEngine extends JudgingEngine {
  /** Of the ranking model: an adaptation is fitted on one version. */
  readonly modelVersion: string;
  /**
   * Builds a few milliseconds at a time, so that searches go on.
   * @param batches of documents, indexed as they come
   * @param signal ends it between two steps, with the reason of the signal
   */
  buildIndex(
    batches: AsyncIterable<readonly QuestionDocument[]> | Iterable<readonly QuestionDocument[]>,
    vocabulary: BankVocabulary,
    signal?: AbortSignal,
  ): Promise<SearchIndex>;
  /**
   * The index whose arrays these are, at once where they were made with the same dictionary and rules, else by analysing
   * their documents anew, as `buildIndex` does.
   * @param vocabulary as it was when they were made
   * @throws Error when they are of another layout
   */
  restoreIndex(arrays: IndexArrays, vocabulary: BankVocabulary): Promise<SearchIndex>;
}
