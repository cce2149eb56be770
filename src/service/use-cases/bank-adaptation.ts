import type { Caller } from '../caller.ts';
import type { AdaptationRun } from '../ports/adaptation-store.ts';

/** A wording and the question that it asks for. */
export interface ConfirmedPair {
  readonly query: string;
  /** Id or external id of the question. */
  readonly question: string;
}

/** A bank learns from its own phrasings, from what users confirmed, and from pairs that it is given. */
export interface BankAdaptation {
  /**
   * Fits, measures on wordings that were held out, and puts what was learned in use if it is better; otherwise
   * the bank stays as it is. Under a minute for 30,000 questions, in turns with other work.
   * @param onProgress share done, 0–1
   * @throws AppError `bank_not_found`, `not_ready`, `adaptation_conflict` while another one runs,
   * `adaptation_impossible` where there is too little to learn from
   */
  adapt(
    bank: string,
    pairs: readonly ConfirmedPair[],
    caller: Caller,
    onProgress?: (share: number) => void,
  ): Promise<AdaptationRun>;
  /** As `adapt`, in the background. @returns as it begins; `find` tells the rest */
  begin(bank: string, pairs: readonly ConfirmedPair[], caller: Caller): Promise<AdaptationRun>;
  /** The newest one. @throws AppError `adaptation_not_found` */
  find(bank: string, caller: Caller): Promise<AdaptationRun>;
  /** Takes back what is in use. @throws AppError `adaptation_not_found` when nothing is */
  undo(bank: string, caller: Caller): Promise<void>;
}
