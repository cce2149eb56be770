import type { Audit } from './question.ts';

/** How well a bank puts the right question first, as fractions of 1. */
export interface RankingFigures {
  recallAt1: number;
  mrrAt10: number;
}

/** What an adaptation was measured by, on wordings that it was not fitted on. */
export interface AdaptationFigures {
  /** Wordings asked. */
  examples: number;
  /** How many of these users have asked. */
  fromUsers: number;
  before: RankingFigures;
  after: RankingFigures;
  /** Whether confidence was fitted too. */
  scaled: boolean;
}

/**
 * `running` until it ends as `kept` (in use), `discarded` (no better than before) or `failed`; a kept one that was
 * taken back is `undone`.
 */
export type AdaptationState = 'running' | 'kept' | 'discarded' | 'failed' | 'undone';

/** One attempt of a bank to learn from itself. */
export interface AdaptationRun {
  id: string;
  bank: string;
  state: AdaptationState;
  /** Null until it has been measured. */
  figures: AdaptationFigures | null;
  by: string;
  at: Date;
  endedAt: Date | null;
}

export interface AdaptationStore {
  /**
   * Adds a run, unless the newest of its bank is `running` and began after `since`.
   * @returns whether it was added. @throws AppError `bank_not_found`
   */
  beginAdaptation(run: AdaptationRun, since: Date): Promise<boolean>;
  /** Replaces the run with its id. @throws AppError `bank_not_found` */
  saveAdaptationRun(run: AdaptationRun): Promise<void>;
  /** The newest one; null: there was none. */
  findAdaptationRun(bank: string): Promise<AdaptationRun | null>;
  /**
   * Ends a run as `kept` and puts its content in use; bank version grows by one.
   * @returns the new version. @throws AppError `bank_not_found`
   */
  keepAdaptation(run: AdaptationRun, content: string, audit: Audit): Promise<number>;
  /** Takes back what is in use, so that the one kept before it is again; null: none is in use. */
  undoAdaptation(bank: string, audit: Audit): Promise<number | null>;
}
