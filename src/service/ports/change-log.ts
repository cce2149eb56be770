import type { Page, PageRequest } from './question-store.ts';
import type { QuestionContent, StoredQuestion } from './question.ts';

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
  /** The file that it comes from; sheet and row are null for what the file did not name. */
  source: { fileName: string; sheet: string | null; row: number | null } | null;
}

/** What an import did to one question. */
export interface ImportedChange {
  kind: 'added' | 'updated' | 'removed';
  questionId: string;
  /** Null: it was added. */
  before: QuestionContent | null;
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
  /**
   * What tells the step to `version` from any other step that could have this version, as after the database was
   * put back to an earlier state and went on from there. Null: the log does not reach back that far.
   */
  changeMark(bank: string, version: number): Promise<string | null>;
  /** Newest first. */
  listHistory(
    bank: string,
    filter: { questionId?: string; importId?: string },
    page: PageRequest,
  ): Promise<Page<HistoryEntry>>;
  /** What the import did that moved the bank to `bankVersion`, each question once. */
  listImported(bank: string, importId: string, bankVersion: number): Promise<ImportedChange[]>;
  /** Ids of the questions that are not what they were at `version`: what was changed and changed back is. */
  listTouchedSince(bank: string, version: number): Promise<Set<string>>;
}
