/** What users ask, and the question of the bank that must come first for it: how a bank is tested. */
export interface GoldenQuestion {
  readonly query: string;
  /** Id or external id of the question. */
  readonly question: string;
}

export interface GoldenStore {
  /** In the order in which they were given. */
  listGoldenQuestions(bank: string): Promise<GoldenQuestion[]>;
  /** Puts these in place of all; the bank's version stays, for searches find what they found. @throws AppError `bank_not_found` */
  replaceGoldenQuestions(bank: string, golden: readonly GoldenQuestion[]): Promise<void>;
}
