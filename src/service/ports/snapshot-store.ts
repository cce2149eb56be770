import type { QuestionDocument } from '../../engine/index.ts';
import type { Bank } from './bank-store.ts';
import type { BankVocabulary } from './vocabulary-store.ts';

/** All that a bank's index is built from, at one version of the bank. */
export interface BankSnapshot {
  /** With the version that `documents` and `vocabulary` stand for. */
  readonly bank: Bank;
  readonly vocabulary: BankVocabulary;
  readonly documents: readonly QuestionDocument[];
}

/**
 * The last known state of banks, kept near the process so that a restart can answer while the database is
 * away. A convenience, never the truth: it may be empty, and what it holds is replaced as soon as the store
 * answers.
 */
export interface SnapshotStore {
  /** Names of the banks that have a snapshot. */
  list(): Promise<string[]>;
  /** Null where there is none that can be read; a damaged one is set aside. */
  load(bank: string): Promise<BankSnapshot | null>;
  /** Replaces the bank's snapshot at once or not at all. */
  save(snapshot: BankSnapshot): Promise<void>;
  /** No-op where there is none. */
  remove(bank: string): Promise<void>;
}
