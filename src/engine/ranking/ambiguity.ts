import type { BankIndex } from '../index/bank-index.ts';
import type { AnalyzedQuery } from '../query/analyzed-query.ts';
import { asksForMeaning } from './question-type.ts';
import type { Ranked } from './ranked.ts';

/** Two different answers this close in confidence are not told apart. */
const AMBIGUOUS_GAP = 0.03;
const AMBIGUOUS_FROM = 0.5;

/** Why the first of the matches must not be taken for what was asked, in Chinese; null: nothing says so. */
export function findAmbiguity(
  index: BankIndex,
  query: AnalyzedQuery,
  ordered: readonly Ranked[],
): string | null {
  const [first, ...others] = ordered;
  if (first === undefined) return null;
  if (others[0] !== undefined && isAsNear(first, others[0])) return '有两个问题同样接近';
  const topic = topicOf(index, query);
  if (topic === null || first.wholeTier !== null || asksForMeaning(first.wording.core)) return null;
  const isAlone = speaksOfIt(first) && !others.some(speaksOfIt);
  return isAlone ? null : `只说了“${topic}”，不能确定想问什么`;
}

function isAsNear(first: Ranked, second: Ranked): boolean {
  return (
    (first.wholeTier === null || first.wholeTier === 'synonym') &&
    second.confidence >= AMBIGUOUS_FROM &&
    first.confidence - second.confidence < AMBIGUOUS_GAP &&
    first.document.answer !== second.document.answer
  );
}

/** The one word that a query says besides function words; null: it says more, or nothing. */
function topicOf({ analyzer }: BankIndex, { text }: AnalyzedQuery): string | null {
  const said = text.words.filter((word) => !analyzer.isStopWord(word.text));
  return said.length === 1 ? said[0]!.text : null;
}

/** Whether the wording holds all that was asked, as it would put it. */
function speaksOfIt({ wording, read }: Ranked): boolean {
  return read().words.every(({ text, weight }) => weight === 0 || wording.core.includes(text));
}
