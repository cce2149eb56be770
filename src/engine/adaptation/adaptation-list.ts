import type { BankIndex } from '../index/bank-index.ts';
import { analyzeQuery } from '../query/analyzed-query.ts';
import { retrieve } from '../query/retrieve.ts';
import type { RankingResources } from '../ranking/model.ts';

/** A query whose right question is known, and what the model made of its candidates. */
export interface AdaptationList {
  readonly candidates: readonly AdaptationCandidate[];
}

export interface AdaptationCandidate {
  readonly documentId: string;
  readonly isRight: boolean;
  /** By the model alone. */
  readonly score: number;
  readonly confidence: number;
  /** What differs between query and wording, hashed. */
  readonly differences: Int32Array;
}

const ANYTHING = { category: null, tag: null };
/** Candidates retrieved, as for a page of answers. */
const RETRIEVED = 60;

/**
 * Asks a bank one of its own wordings as if it did not hold it, or what a user asked. About 1 ms.
 * @param rightId of the document that is meant
 * @param nowMs documents invalid at this time are not found. Unix milliseconds
 * @returns null when nothing in `query` can be searched
 */
export function listForAdaptation(
  index: BankIndex,
  query: string,
  rightId: string,
  nowMs: number,
  { model, opposites }: RankingResources,
): AdaptationList | null {
  const analyzed = analyzeQuery(index, query);
  const { core } = analyzed.text;
  if (core === '') return null;
  const found = retrieve(index, analyzed, { ...ANYTHING, nowMs }, RETRIEVED).items;
  const others = found.filter(({ wording }) => wording.core !== core);
  const judged = model.judge(index, analyzed, others, { opposites, adaptation: null });
  return {
    candidates: judged.map(({ candidate, score, confidence, differences }) => ({
      documentId: candidate.document.id,
      isRight: candidate.document.id === rightId,
      score,
      confidence,
      differences: differences(),
    })),
  };
}
