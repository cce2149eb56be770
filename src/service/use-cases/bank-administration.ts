import type { AppError } from '../../errors.ts';
import type { Caller } from '../caller.ts';
import type { Bank, BankSettings } from '../ports/bank-store.ts';
import type { HistoryEntry } from '../ports/change-log.ts';
import type { Page, PageRequest, QuestionFilter, QuestionSortField } from '../ports/question-store.ts';
import type { QuestionContent, StoredQuestion } from '../ports/question.ts';
import type { BankVocabulary } from '../ports/vocabulary-store.ts';

/** What came of one question of an upsert. */
export type Upserted =
  | { outcome: 'added' | 'updated' | 'unchanged'; question: StoredQuestion }
  | { outcome: 'rejected'; error: AppError };

/** What administrators do. Writes return once committed and found by searches of this process. */
export interface BankAdministration {
  listBanks(caller: Caller): Promise<Bank[]>;
  findBank(bank: string, caller: Caller): Promise<Bank>;
  createBank(name: string, settings: Partial<BankSettings>, caller: Caller): Promise<Bank>;
  updateBank(bank: string, settings: Partial<BankSettings>, caller: Caller): Promise<Bank>;
  removeBank(bank: string, caller: Caller): Promise<void>;

  listQuestions(
    bank: string,
    filter: QuestionFilter,
    sort: { by: QuestionSortField; descending: boolean },
    page: PageRequest,
    caller: Caller,
  ): Promise<Page<StoredQuestion>>;
  findQuestion(bank: string, id: string, caller: Caller): Promise<StoredQuestion>;
  createQuestion(
    bank: string,
    content: QuestionContent,
    reason: string | null,
    caller: Caller,
  ): Promise<StoredQuestion>;
  /** `content` holds the fields to change; a PUT passes all of them. `expectedVersion` null: whatever it is. */
  updateQuestion(
    bank: string,
    id: string,
    content: Partial<QuestionContent>,
    write: { expectedVersion: number | null; reason: string | null },
    caller: Caller,
  ): Promise<StoredQuestion>;
  removeQuestion(
    bank: string,
    id: string,
    write: { expectedVersion: number | null; reason: string | null },
    caller: Caller,
  ): Promise<void>;
  /**
   * Upserts by external id, else by wording; one result for each, in order. One that is at fault is rejected alone.
   * @throws AppError what none of them is at fault for, such as `store_unavailable`, before anything is written
   */
  upsertQuestions(bank: string, contents: readonly QuestionContent[], caller: Caller): Promise<Upserted[]>;

  readVocabulary(bank: string, caller: Caller): Promise<BankVocabulary>;
  replaceWords(bank: string, words: readonly string[], caller: Caller): Promise<BankVocabulary>;
  /** @throws AppError `invalid_value` naming the line that is not a group */
  replaceSynonyms(bank: string, synonyms: readonly string[], caller: Caller): Promise<BankVocabulary>;

  listHistory(
    bank: string,
    filter: { questionId?: string; importId?: string },
    page: PageRequest,
    caller: Caller,
  ): Promise<Page<HistoryEntry>>;
}
