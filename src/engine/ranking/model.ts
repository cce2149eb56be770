import type { Adaptation } from '../adaptation/adaptation.ts';
import type { OppositePair } from '../analysis/opposites.ts';
import type { BankIndex } from '../index/bank-index.ts';
import type { AnalyzedQuery } from '../query/analyzed-query.ts';
import type { Candidate } from '../query/candidate.ts';
import type { ScorePart } from './match.ts';
import type { RewrittenQuery } from './rewrite.ts';

/** A candidate as a model judged it among the others of its list. */
export interface Judged {
  readonly candidate: Candidate;
  /** Orders the candidates of one list. */
  readonly score: number;
  /** Calibrated probability that this is the right question, 0–1. */
  readonly confidence: number;
  /** The query as the wording of the candidate would put it. */
  readonly read: () => RewrittenQuery;
  /** What differs between query and wording, hashed; empty where the model does not look at that. */
  readonly differences: () => Int32Array;
  /** The addends of the score. */
  readonly explain: () => ScorePart[];
}

/** What a model is told besides the index and the query. */
export interface JudgingContext {
  readonly opposites: readonly OppositePair[];
  /** What the bank has learned from itself; null: nothing. */
  readonly adaptation: Adaptation | null;
}

/** Orders the candidates of a query and says how sure it is of each. */
export interface RankingModel {
  /** Names the fit; `lexical` for the model that needs none. */
  readonly version: string;
  /** @returns one entry for each of the candidates that are worth reading, in the order given */
  judge(
    index: BankIndex,
    query: AnalyzedQuery,
    candidates: readonly Candidate[],
    context: JudgingContext,
  ): Judged[];
}

/** What ranking needs besides the index. */
export interface RankingResources extends JudgingContext {
  readonly model: RankingModel;
}
