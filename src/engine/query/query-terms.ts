import { isHan } from '../analysis/character.ts';
import type { BankIndex } from '../index/bank-index.ts';
import { impactOf, inverseDocumentFrequency, LARGEST_IMPACT } from '../index/bm25.ts';
import {
  initialsTerm,
  isSyllablePair,
  syllablesOf,
  syllableTerms,
  termsOf,
  type Stream,
} from '../index/terms.ts';
import { alternativeTerms } from './alternative-terms.ts';
import type { AnalyzedQuery } from './analyzed-query.ts';

/** A term of the query with its integer weight in the retrieval score. */
export interface QueryTerm {
  readonly key: string;
  readonly weight: number;
}

/** What a text says; the others are how it sounds. */
const LITERAL_STREAMS = ['words', 'characters'] as const;

/** Words and characters complement each other best at about these shares (0.4 and 0.6 measured). */
const STREAM_SHARES: Readonly<Record<Stream, number>> = {
  words: 0.4,
  characters: 0.6,
  syllables: 0.5,
  initials: 0.8,
};
/** Weights are kept in 64ths: fine enough to order, small enough that sums stay below 2^31. */
const WEIGHT_UNIT = 64;
const SYNONYM_SHARE = 0.8;
const MOST_ALTERNATIVES = 6;
const MOST_TERMS = 400;
/** Wordings of a large bank, and the share of them in more than which a term is frequent. */
const LARGE_BANK = 50_000;
const FREQUENT_SHARE = 0.05;
/**
 * What is rarer suffices once it weighs this share of the query; frequent terms are left to ranking then: in a large
 * bank they take half the time of a search and hardly change what it finds.
 */
const TELLING_SHARE = 0.8;
/** Words below this weight (怎么, 可以) find too much: ranking knows their synonyms, retrieval leaves them out. */
const TELLING_WEIGHT = 5;

/** Terms of what the query says literally, with those of its synonyms. */
export function literalTerms(index: BankIndex, query: AnalyzedQuery): QueryTerm[] {
  const weights = new Map<string, number>();
  const { analyzer } = index;
  for (const stream of LITERAL_STREAMS) {
    const terms = termsOf(query.text, stream, analyzer.pinyin);
    const telling = terms.filter((term) => !analyzer.isStopWord(term.slice(1)));
    for (const term of telling.length > 0 ? telling : terms)
      addTerm(index, weights, term, STREAM_SHARES[stream]);
  }
  const said = new Set(weights.keys());
  for (const span of query.synonymSpans) {
    const spanWeight = query.wordWeights.slice(span.from, span.to).reduce((sum, weight) => sum + weight, 0);
    if (spanWeight < TELLING_WEIGHT) continue;
    for (const alternative of span.alternatives.slice(0, MOST_ALTERNATIVES)) {
      for (const { term, stream } of alternativeTerms(alternative, analyzer)) {
        if (!said.has(term))
          keepLarger(weights, term, weigh(index, term, STREAM_SHARES[stream] * SYNONYM_SHARE));
      }
    }
  }
  return tellingTerms(index, finish(weights));
}

/** Whether a large bank has a term in so many wordings that it tells little beside rarer ones. */
export function isFrequent(index: BankIndex, key: string): boolean {
  const { wordingCount } = index;
  return wordingCount >= LARGE_BANK && index.documentFrequency(key) > FREQUENT_SHARE * wordingCount;
}

/** @param terms the heaviest first */
function tellingTerms(index: BankIndex, terms: QueryTerm[]): QueryTerm[] {
  if (index.wordingCount < LARGE_BANK) return terms;
  const enough = TELLING_SHARE * terms.reduce((sum, { weight }) => sum + weight, 0);
  const kept: QueryTerm[] = [];
  let sum = 0;
  for (const term of terms) {
    if (sum >= enough && isFrequent(index, term.key)) continue;
    kept.push(term);
    sum += term.weight;
  }
  return kept;
}

/** Terms of how the query sounds: syllables of its Han characters and pinyin, and letters as initials. */
export function phoneticTerms(index: BankIndex, query: AnalyzedQuery): QueryTerm[] {
  const weights = new Map<string, number>();
  const { pinyin } = index.analyzer;
  const latin = new Map(query.latinSpans.map((span) => [span.word, span]));
  const syllables = query.text.words.flatMap((word, number) =>
    isHan(word.text.charCodeAt(0)) ? syllablesOf([word], pinyin) : [...(latin.get(number)?.syllables ?? [0])],
  );
  const sounds = syllableTerms(syllables);
  // One syllable is shared by hundreds of characters: pairs alone tell, where there are any.
  const pairs = sounds.filter(isSyllablePair);
  for (const term of pairs.length > 0 ? pairs : sounds)
    addTerm(index, weights, term, STREAM_SHARES.syllables);
  for (const { letters } of query.latinSpans) {
    for (let from = 0; from < letters.length - 1; from++) {
      for (let to = from + 2; to <= Math.min(letters.length, from + 8); to++) {
        // A longer run of initials tells far more than a short one.
        addTerm(
          index,
          weights,
          initialsTerm(letters.slice(from, to)),
          (STREAM_SHARES.initials * (to - from)) / 4,
        );
      }
    }
  }
  return finish(weights);
}

/** Literal score of a text that equals the query: what other scores are compared with. @param terms literal ones */
export function selfScore(index: BankIndex, query: AnalyzedQuery, terms: readonly QueryTerm[]): number {
  const weights = new Map(terms.map(({ key, weight }) => [key, weight]));
  let score = 0;
  for (const stream of LITERAL_STREAMS) {
    const own = termsOf(query.text, stream, index.analyzer.pinyin);
    for (const term of new Set(own)) score += (weights.get(term) ?? 0) * impactOf(stream, 1, own.length);
  }
  return Math.max(score, LARGEST_IMPACT);
}

function weigh(index: BankIndex, term: string, share: number): number {
  const frequency = index.documentFrequency(term);
  return frequency === 0 ? 0 : share * inverseDocumentFrequency(index.wordingCount, frequency);
}

function addTerm(index: BankIndex, weights: Map<string, number>, term: string, share: number): void {
  const weight = weigh(index, term, share);
  if (weight > 0) weights.set(term, (weights.get(term) ?? 0) + weight);
}

function keepLarger(weights: Map<string, number>, term: string, weight: number): void {
  if (weight > (weights.get(term) ?? 0)) weights.set(term, weight);
}

function finish(weights: ReadonlyMap<string, number>): QueryTerm[] {
  return [...weights]
    .map(([key, weight]) => ({ key, weight: Math.max(1, Math.round(weight * WEIGHT_UNIT)) }))
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MOST_TERMS);
}
