import type { Audit } from './question.ts';

/** What an administrator may set on a bank. */
export interface BankSettings {
  title: string;
  /** Confidence from which `ask` answers outright, 0–1. */
  answerThreshold: number;
  /** Confidence from which `ask` suggests, 0–1, at most `answerThreshold`. */
  suggestThreshold: number;
  /** What to say when nothing fits; empty: nothing. */
  fallback: string;
  /** A bank that is not public needs a key to be searched. */
  isPublic: boolean;
}

export interface Bank extends BankSettings {
  /** Lower-case letters, digits and hyphens, 1–32; never changes. */
  name: string;
  /** Grows with every committed change to the bank, its questions, dictionary or synonyms. */
  version: number;
  createdBy: string;
  createdAt: Date;
  updatedBy: string;
  updatedAt: Date;
}

export interface BankStore {
  /** All banks, by name. */
  listBanks(): Promise<Bank[]>;
  findBank(name: string): Promise<Bank | null>;
  /** @throws AppError `bank_exists` */
  createBank(name: string, settings: BankSettings, audit: Audit): Promise<Bank>;
  /** With settings that are there already the bank and its version stay as they are. @throws AppError `bank_not_found` */
  updateBank(name: string, settings: Partial<BankSettings>, audit: Audit): Promise<Bank>;
  /** Removes the bank and everything in it. @throws AppError `bank_not_found` */
  removeBank(name: string): Promise<void>;
  /**
   * Whether what other programs change in the rows becomes part of the change log by itself. Where the database
   * does not let the store arrange that, `findOutsideChanges` has to be called now and then.
   */
  logsOutsideChanges(): Promise<boolean>;
  /**
   * Looks whether other programs changed rows of the bank since the last call, and logs a step that makes every
   * process read the bank anew. A change is overlooked where the service wrote one of about 256 groups of questions,
   * that of the changed question, since the last call. The first call only remembers. Costs about a second for a
   * million questions.
   * @returns whether a step was logged; false where changes are logged by themselves always
   */
  findOutsideChanges(bank: string, audit: Audit): Promise<boolean>;
}
