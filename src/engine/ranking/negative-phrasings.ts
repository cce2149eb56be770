import type { Analyzer } from '../analysis/analyzer.ts';
import type { BankIndex } from '../index/bank-index.ts';
import type { Wording } from '../index/segment.ts';
import type { AnalyzedQuery } from '../query/analyzed-query.ts';
import type { QuestionDocument } from '../question-document.ts';
import type { RankingResources } from './model.ts';
import type { Ranked } from './ranked.ts';

/** Matches below this confidence are hardly suggested: their negative phrasings are not looked at. */
const LEAST_CONFIDENCE_AT_STAKE = 0.1;

/**
 * Negative phrasings that the query resembles more than the wording that found their document.
 * All are judged in one list, beside the wordings that were found.
 * @returns by document id
 */
export function findNearerNegatives(
  index: BankIndex,
  query: AnalyzedQuery,
  found: readonly Ranked[],
  resources: RankingResources,
): Map<string, string> {
  const rivals = found.filter(isAtStake).map(({ candidate }) => {
    const { document, relativeScore } = candidate;
    const negatives = negativeWordings(document, index.analyzer).map((wording) => {
      return { document, wording, relativeScore, place: null };
    });
    return { candidate, negatives };
  });
  const nearer = new Map<string, string>();
  if (rivals.length === 0) return nearer;

  const list = rivals.flatMap(({ candidate, negatives }) => [candidate, ...negatives]);
  const judged = new Map(
    resources.model.judge(index, query, list, resources).map((entry) => [entry.candidate, entry]),
  );
  for (const { candidate, negatives } of rivals) {
    const bar = judged.get(candidate)?.score ?? -Infinity;
    const nearest = negatives.findIndex((negative) => {
      const its = judged.get(negative);
      return its !== undefined && (its.score > bar || its.read().core === negative.wording.core);
    });
    if (nearest !== -1) nearer.set(candidate.document.id, candidate.document.negativePhrasings[nearest]!);
  }
  return nearer;
}

function isAtStake({ wholeTier, confidence, document }: Ranked): boolean {
  return (
    wholeTier === null && confidence >= LEAST_CONFIDENCE_AT_STAKE && document.negativePhrasings.length > 0
  );
}

const analyzed = new WeakMap<Analyzer, WeakMap<QuestionDocument, readonly Wording[]>>();

/** Negative phrasings as wordings, analysed once for each document. */
function negativeWordings(document: QuestionDocument, analyzer: Analyzer): readonly Wording[] {
  let known = analyzed.get(analyzer);
  if (known === undefined) analyzed.set(analyzer, (known = new WeakMap()));
  let wordings = known.get(document);
  if (wordings === undefined) {
    wordings = document.negativePhrasings.map((phrasing) => {
      const text = analyzer.analyze(phrasing);
      return { core: text.core, wordEnds: Uint16Array.from(text.words, (word) => word.end), phrasing: -1 };
    });
    known.set(document, wordings);
  }
  return wordings;
}
