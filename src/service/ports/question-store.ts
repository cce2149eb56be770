import type { SourcePlace } from './import-store.ts';
import type { Audit, QuestionContent, QuestionStatus, SearchedContent, StoredQuestion } from './question.ts';

export interface QuestionFilter {
  category?: string;
  tag?: string;
  status?: QuestionStatus;
  externalId?: string;
  /** Only questions whose wording or phrasings contain this text. */
  text?: string;
}

export type QuestionSortField = 'createdAt' | 'updatedAt' | 'question' | 'category' | 'externalId';

export interface PageRequest {
  limit: number;
  offset: number;
}

export interface Page<T> {
  items: T[];
  total: number;
}

export type QuestionChange = (
  | {
      kind: 'add';
      content: QuestionContent;
      questionKey: string;
      /** Default: a new one. */
      id?: string;
    }
  | {
      kind: 'update';
      id: string;
      content: QuestionContent;
      questionKey: string;
      expectedVersion: number | null;
    }
  | { kind: 'remove'; id: string; expectedVersion: number | null }
  /** Brings a removed question back under its id: made by whom and when it was made, its versions going on. */
  | { kind: 'restore'; id: string; content: QuestionContent; questionKey: string }
) & {
  /** Where in an imported file it comes from. */
  place?: SourcePlace;
};

/** The outcome of a committed batch: the changed questions in the order of the changes (null: removed). */
export interface AppliedChanges {
  bankVersion: number;
  questions: (StoredQuestion | null)[];
}

/** Keys by which an import recognises the questions it has met before. */
export interface QuestionIdentity {
  externalIds: readonly string[];
  questionKeys: readonly string[];
}

export interface QuestionStore {
  findQuestion(bank: string, id: string): Promise<StoredQuestion | null>;
  /** @param sort ties are broken by id, so that pages never overlap */
  listQuestions(
    bank: string,
    filter: QuestionFilter,
    sort: { by: QuestionSortField; descending: boolean },
    page: PageRequest,
  ): Promise<Page<StoredQuestion>>;
  /** Questions with one of the external ids or one of the question keys, any status, any number of each. */
  findByIdentity(bank: string, identity: QuestionIdentity): Promise<StoredQuestion[]>;
  /** Those of the ids that there are, in no order. */
  findQuestions(bank: string, ids: readonly string[]): Promise<StoredQuestion[]>;
  /**
   * Every question of the bank (any status) in batches, ordered by id. Changes that commit meanwhile may or
   * may not be seen: read the bank's version first, and follow the change log from it afterwards.
   */
  readQuestions(bank: string, batchSize: number): AsyncIterable<StoredQuestion[]>;
  /** The same, without what no search looks at: in two thirds of the time. */
  readSearchedContent(bank: string, batchSize: number): AsyncIterable<SearchedContent[]>;
  /**
   * Commits all changes and their change-log entries in one transaction, or none.
   * Bank version grows by one for each change.
   * @throws AppError `bank_not_found`, `question_not_found`, `version_conflict`, `duplicate_question`,
   * `duplicate_external_id`
   */
  applyQuestionChanges(
    bank: string,
    changes: readonly QuestionChange[],
    audit: Audit,
  ): Promise<AppliedChanges>;
  /** Names of the extra fields that questions of the bank have, in the order in which they come up. */
  listExtraNames(bank: string): Promise<string[]>;
  /** Published questions counted by category (null: none), largest first. */
  countByCategory(bank: string): Promise<{ category: string | null; count: number }[]>;
}
