import type { IndexArrays } from '../../engine/index.ts';
import type { Bank } from './bank-store.ts';
import type { BankVocabulary } from './vocabulary-store.ts';

/** A bank and its index, at one version of the bank. */
export interface BankSnapshot {
  /** With the version that `arrays` and `vocabulary` stand for. */
  readonly bank: Bank;
  readonly vocabulary: BankVocabulary;
  /** What the change log said of the step to that version, see `ChangeLog.changeMark`. */
  readonly mark: string | null;
  readonly arrays: IndexArrays;
}

/**
 * The last known state of banks, kept near the process so that a restart need not read them whole, and can answer while
 * the database is away. A convenience, never the truth: it may be empty, and what it holds is brought up to date as soon
 * as the store answers.
 */
export interface SnapshotStore {
  /** Names of the banks that have a snapshot. */
  list(): Promise<string[]>;
  /** Null where there is none that can be read; a damaged one, or one of another format, is set aside. */
  load(bank: string): Promise<BankSnapshot | null>;
  /** Replaces the bank's snapshot at once or not at all. Lets other work run meanwhile. */
  save(snapshot: BankSnapshot): Promise<void>;
  /** No-op where there is none. */
  remove(bank: string): Promise<void>;
  /** Puts the snapshot of a bank where `load` will not find it, and logs why. Never rejects. */
  setAside(bank: string, reason: unknown): Promise<void>;
}
