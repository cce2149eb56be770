import type { AnalyzedText } from '../analysis/analyzer.ts';
import { placeText, type PlacedText } from '../highlight/place-text.ts';
import type { BankIndex } from '../index/bank-index.ts';
import type { Wording } from '../index/segment.ts';
import { topWordings } from '../query/retrieve.ts';
import type { SearchFilter, Suggestion } from '../query/search-request.ts';
import type { QuestionDocument } from '../question-document.ts';
import type { Span } from '../ranking/match.ts';
import { findTyped, type TypedUnit } from './typed-match.ts';
import { requiredPairs, typedTerms } from './typed-terms.ts';
import { typedUnits, unitsWithSynonyms } from './typed-units.ts';

/** Wordings looked at for each suggestion asked for: as typed, and by synonyms, which comes on top. */
const CANDIDATES_PER_SUGGESTION = 40;
const CANDIDATES_BY_SYNONYMS = 15;

/**
 * Completions of what is being typed, by prefix and infix, in Han, pinyin, initials or a mixture (农hang): questions
 * that begin with it first, then those where it begins a word; popular ones before others, short before long. Where no
 * question has it, its synonyms are read for it: 农行信 as 农业银行信. No two share an answer.
 * @param limit 1–50
 * @param popularityOf a question by its id, ≥ 0
 */
export function suggest(
  index: BankIndex,
  typed: string,
  limit: number,
  nowMs: number,
  popularityOf: (id: string) => number = () => 0,
): Suggestion[] {
  const { analyzer } = index;
  const text = analyzer.analyze(typed);
  const complete = (units: readonly TypedUnit[], candidates: number): Completion[] =>
    findCompletions(index, units, text, limit * candidates, nowMs, popularityOf);
  let found = complete(typedUnits(text.words), CANDIDATES_PER_SUGGESTION);
  if (found.length === 0) {
    const units = unitsWithSynonyms(text, analyzer);
    if (units.some(({ synonyms }) => synonyms.length > 0)) found = complete(units, CANDIDATES_BY_SYNONYMS);
  }
  return firstOfEachAnswer(found.sort(compareCompletions), limit).map(({ document, wording, start, end }) => {
    const highlights = [originalSpan(placeText(document.question, wording, analyzer), start, end)];
    return { id: document.id, question: document.question, highlights };
  });
}

/** In no order. */
function findCompletions(
  index: BankIndex,
  units: readonly TypedUnit[],
  text: AnalyzedText,
  candidates: number,
  nowMs: number,
  popularityOf: (id: string) => number,
): Completion[] {
  if (units.length === 0 || requiredPairs(units).some((pair) => index.documentFrequency(pair) === 0))
    return [];
  const filter: SearchFilter = { category: null, tag: null, nowMs };
  const terms = typedTerms(index, units, text);
  const found: Completion[] = [];
  for (const { document, wording } of topWordings(index, terms, filter, candidates, 1)) {
    if (wording.phrasing !== -1) continue;
    const match = findTyped(units, wording, index.analyzer.pinyin);
    if (match !== null) {
      const popularity = popularityClass(popularityOf(document.id));
      found.push({ document, wording, popularity, ...match });
    }
  }
  return found;
}

/** At most `limit`; answers of the others are never read. */
function firstOfEachAnswer(completions: readonly Completion[], limit: number): Completion[] {
  const first = new Map<string, Completion>();
  for (const completion of completions) {
    if (first.size === limit) break;
    const { answer } = completion.document;
    if (!first.has(answer)) first.set(answer, completion);
  }
  return [...first.values()];
}

/** A question that holds what was typed at [start, end) of its core. */
interface Completion {
  readonly document: QuestionDocument;
  readonly wording: Wording;
  readonly popularity: number;
  readonly start: number;
  readonly end: number;
}

function compareCompletions(a: Completion, b: Completion): number {
  return (
    fitOf(a) - fitOf(b) ||
    b.popularity - a.popularity ||
    a.wording.core.length - b.wording.core.length ||
    (a.document.id < b.document.id ? -1 : 1)
  );
}

/** Doublings: whether a question was asked nine times or ten says nothing. */
function popularityClass(popularity: number): number {
  return Math.floor(Math.log2(1 + popularity));
}

/** 0 at the beginning of the question, 1 at the beginning of a word, 2 inside one. */
function fitOf({ start, wording }: Completion): number {
  if (start === 0) return 0;
  return wording.wordEnds.includes(start) ? 1 : 2;
}

function originalSpan(text: PlacedText, start: number, end: number): Span {
  const { starts, ends } = text.normalized;
  return [starts[text.corePlaces[start]!]!, ends[text.corePlaces[end - 1]!]!];
}
