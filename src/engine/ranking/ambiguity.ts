import type { BankIndex } from '../index/bank-index.ts';
import { isTelling, type AnalyzedQuery } from '../query/analyzed-query.ts';
import { asksForMeaning, saysHow } from './question-type.ts';
import type { Ranked } from './ranked.ts';
import { wordsOf } from './words-of.ts';

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
  if (first.wholeTier !== null) return null;
  const topic = topicOf(index, query);
  if (topic === null) {
    const unsaid = unsaidBy(index, first, others);
    return unsaid === null ? null : `提问中没有提到“${unsaid}”，另有问题同样符合`;
  }
  if (asksForMeaning(first.wording.core)) return null;
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

/**
 * What the first match is about and the query leaves open: it and the question of another answer say all that was
 * asked, 密码忘了, and it says 股票 besides. Null: no other one is as good, or it says no more.
 */
function unsaidBy(index: BankIndex, first: Ranked, others: readonly Ranked[]): string | null {
  if (!saysAllTelling(index, first)) return null;
  const isRival = others.some(
    (other) =>
      other.confidence >= AMBIGUOUS_FROM &&
      other.document.answer !== first.document.answer &&
      saysAllTelling(index, other),
  );
  if (!isRival) return null;
  const asked = new Set(first.read().core);
  const more = wordsOf(first.wording).find(
    (word) =>
      isTelling(index, word) && !saysHow(word) && !Array.from(word).some((character) => asked.has(character)),
  );
  return more ?? null;
}

function saysAllTelling(index: BankIndex, { wording, read }: Ranked): boolean {
  const telling = read().words.filter(({ text }) => isTelling(index, text));
  return telling.length > 0 && telling.every(({ text }) => wording.core.includes(text));
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
