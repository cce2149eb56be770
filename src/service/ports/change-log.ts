import type { Page, PageRequest } from './question-store.ts';
import type { StoredQuestion } from './question.ts';

/** One step of a bank from `version - 1` to `version`. */
export type BankChange =
  | { version: number; kind: 'question'; questionId: string; question: StoredQuestion | null }
  | { version: number; kind: 'settings' | 'vocabulary' | 'adaptation' };

/** One line of a bank's history, for people. */
export interface HistoryEntry {
  version: number;
  kind: 'added' | 'updated' | 'removed' | 'settings' | 'dictionary' | 'synonyms' | 'adaptation';
  questionId: string | null;
  /** State before and after as plain JSON; null where there was or is none. */
  before: unknown;
  after: unknown;
  by: string;
  at: Date;
  reason: string | null;
  importId: string | null;
}

export interface ChangeLog {
  /** Version of every bank, for polling. */
  bankVersions(): Promise<Map<string, number>>;
  /**
   * Changes after `version`, oldest first, at most `limit` (1–1000). Empty: caught up.
   * A first change later than `version + 1`: the log does not reach back that far, as after the bank was
   * removed and made again, and the bank must be read anew.
   * `question` is the state now, not the state then; null when it no longer exists.
   */
  listChangedSince(bank: string, version: number, limit: number): Promise<BankChange[]>;
  /** Newest first. */
  listHistory(
    bank: string,
    filter: { questionId?: string; importId?: string },
    page: PageRequest,
  ): Promise<Page<HistoryEntry>>;
}
