import type { OppositePair } from '../analysis/opposites.ts';
import { highlight } from '../highlight/highlight.ts';
import { placeText } from '../highlight/place-text.ts';
import type { BankIndex } from '../index/bank-index.ts';
import type { Wording } from '../index/segment.ts';
import { isTelling, type AnalyzedQuery } from '../query/analyzed-query.ts';
import { actGuards } from './act-guards.ts';
import { isOneEditApart } from './alignment.ts';
import type { Guard } from './guard.ts';
import { findGuards } from './guards.ts';
import { latinGuards } from './latin-guards.ts';
import type { Match, Span } from './match.ts';
import { nameGuards, unaskedNameGuards } from './name-guards.ts';
import type { Ranked } from './ranked.ts';
import { explainMatch } from './reason.ts';
import { targetOf } from './rewrite-target.ts';
import { rewriteFor, type RewrittenQuery } from './rewrite.ts';
import type { Tier } from './tier.ts';

/** What is said of a match besides its place. */
export interface MatchContext {
  readonly index: BankIndex;
  readonly query: AnalyzedQuery;
  readonly opposites: readonly OppositePair[];
  /** All matches, best first. */
  readonly found: readonly Ranked[];
  /** Whether to list the parts of the score. */
  readonly explain: boolean;
}

/** @param ambiguity why it cannot be known whether this was meant; null: it can */
export function describeMatch(context: MatchContext, ranked: Ranked, ambiguity: string | null): Match {
  const { query, explain } = context;
  const { document, wording } = ranked;
  const read = ranked.read();
  const tier = tierOf(query, read, ranked);
  const phrasing = wording.phrasing === -1 ? null : document.phrasings[wording.phrasing]!;
  return {
    document,
    tier,
    confidence: round(ranked.confidence),
    score: round(ranked.score),
    matchedPhrasing: phrasing,
    highlights: highlightsOf(context, ranked, read),
    reason: explainMatch(tier, read.rewrites, sharedWords(read, wording), phrasing),
    guards: guardsOf(context, ranked, read, ambiguity),
    explanation: explain ? [...ranked.explain(), ...ranked.adjustments] : [],
  };
}

function tierOf(query: AnalyzedQuery, rewritten: RewrittenQuery, { wording, wholeTier }: Ranked): Tier {
  if (wholeTier !== null) return wholeTier;
  const kinds = new Set(rewritten.rewrites.map(({ kind }) => kind));
  for (const kind of ['initials', 'pinyin', 'homophone', 'synonym'] as const)
    if (kinds.has(kind)) return kind;
  if (isOneEditApart(query.typedCore, wording.core)) return 'one-edit';
  return sharedWords(rewritten, wording).length > 0 ? 'words' : 'sub-word';
}

function sharedWords(query: RewrittenQuery, wording: Wording): string[] {
  const shared = query.words.filter(
    ({ text, weight }) => text.length > 1 && weight > 0 && wording.core.includes(text),
  );
  return [...new Set(shared.map(({ text }) => text))];
}

/** The phrasing that matched may be put otherwise than the question that is shown. */
function highlightsOf(
  { index, query }: MatchContext,
  { document, wording }: Ranked,
  read: RewrittenQuery,
): Span[] {
  const { analyzer } = index;
  const question = wording.phrasing === -1 ? wording : index.questionWording(document);
  if (question === undefined) return [];
  const forQuestion = question === wording ? read : rewriteFor(query, targetOf(question, analyzer), analyzer);
  return highlight(placeText(document.question, question, analyzer), forQuestion.core, analyzer);
}

function guardsOf(
  context: MatchContext,
  ranked: Ranked,
  read: RewrittenQuery,
  ambiguity: string | null,
): Guard[] {
  const { wholeTier, negativePhrasing } = ranked;
  const guards = wholeTier === null ? differencesOf(context, ranked, read) : [];
  if (negativePhrasing !== null) {
    const message = `更接近不应由此回答的问法：${negativePhrasing}`;
    guards.push({ kind: 'negative-phrasing', message });
  }
  if (ambiguity !== null) guards.push({ kind: 'ambiguous', message: ambiguity });
  return guards;
}

/** What makes the match another question. Acts are compared last: opposite ones have been told apart by then. */
function differencesOf(
  { index, opposites, found }: MatchContext,
  { document, wording }: Ranked,
  read: RewrittenQuery,
): Guard[] {
  const { names, acts } = index.analyzer;
  const question = wording.phrasing === -1 ? wording : (index.questionWording(document) ?? wording);
  const isTellingHere = (word: string): boolean => isTelling(index, word);
  const named = [
    ...nameGuards(read, wording, names, found),
    ...unaskedNameGuards(read, wording, question, names, isTellingHere),
  ];
  const guards = findGuards(read.core, wording.core, opposites);
  guards.push(...(named.length > 0 ? named : latinGuards(read.core, wording.core)));
  if (guards.length > 0) return guards;
  return actGuards(read, wording, question, acts);
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
