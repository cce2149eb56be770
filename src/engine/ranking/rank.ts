import type { OppositePair } from '../analysis/opposites.ts';
import { highlight } from '../highlight/highlight.ts';
import type { BankIndex } from '../index/bank-index.ts';
import type { Wording } from '../index/segment.ts';
import { syllablesByPlace, type CutText } from '../index/wording-syllables.ts';
import type { AnalyzedQuery } from '../query/analyzed-query.ts';
import type { Candidate, Candidates } from '../query/retrieve.ts';
import type { SearchRequest, SearchResult } from '../query/search-request.ts';
import type { QuestionDocument } from '../question-document.ts';
import { isOneEditApart } from './alignment.ts';
import { extractFeatures, type FeatureVector } from './features.ts';
import type { Guard } from './guard.ts';
import { findGuards } from './guards.ts';
import type { Match } from './match.ts';
import { confidenceOf, explainScore, scoreFeatures, type RankingModel } from './model.ts';
import { explainMatch } from './reason.ts';
import { rewriteFor, type RewriteTarget, type RewrittenQuery } from './rewrite.ts';
import { TIERS, type Tier } from './tier.ts';

/** What ranking needs besides the index. */
export interface RankingResources {
  readonly model: RankingModel;
  readonly opposites: readonly OppositePair[];
}

/** A document with the best of its wordings. */
interface Ranked {
  readonly document: QuestionDocument;
  readonly wording: Wording;
  readonly query: RewrittenQuery;
  readonly features: FeatureVector;
  readonly tier: Tier;
  readonly score: number;
  readonly confidence: number;
  readonly guards: readonly Guard[];
}

/** Matches below this confidence are noise: a shared function word, a stray character. */
const LEAST_CONFIDENCE = 0.02;
const GUARD_PENALTY = 0.8;
const PIN_BONUS = 0.15;
/** Two different answers this close in confidence are not told apart. */
const AMBIGUOUS_GAP = 0.03;
const AMBIGUOUS_FROM = 0.5;

/** Orders the candidates by the model, exact and normalised matches first, and says why each matched. */
export function rank(
  index: BankIndex,
  query: AnalyzedQuery,
  candidates: Candidates,
  request: SearchRequest,
  resources: RankingResources,
): SearchResult {
  const best = new Map<string, Ranked>();
  for (const candidate of candidates.items) {
    const ranked = rankCandidate(index, query, candidate, resources);
    const before = best.get(ranked.document.id);
    if (before === undefined || compare(ranked, before) < 0) best.set(ranked.document.id, ranked);
  }
  const ordered = [...best.values()].filter(({ confidence }) => confidence >= LEAST_CONFIDENCE).sort(compare);
  const page = ordered.slice(request.offset, request.offset + request.limit);
  const isAmbiguous = request.offset === 0 && findsAmbiguity(ordered);
  return {
    total: ordered.length,
    totalIsExact: candidates.isComplete,
    matches: page.map((ranked, i) =>
      toMatch(index, query, ranked, request.explain, resources, i === 0 && isAmbiguous),
    ),
    corrected: correctedQuery(ordered[0]),
    categories: countCategories(ordered),
  };
}

function rankCandidate(
  index: BankIndex,
  query: AnalyzedQuery,
  candidate: Candidate,
  resources: RankingResources,
): Ranked {
  const { document, wording } = candidate;
  const { model, opposites } = resources;
  const rewritten = rewriteFor(query, targetOf(wording, index), index.analyzer);
  const features = extractFeatures(index, rewritten, wording, candidate.relativeScore);
  const tier = tierOf(query, rewritten, document, wording);
  const guards = isWhole(tier) ? [] : [...findGuards(rewritten.core, wording.core, opposites)];
  let score = scoreFeatures(model, features) - GUARD_PENALTY * Math.min(1, guards.length);
  const negative = isWhole(tier) ? null : nearestNegative(index, query, document, model, score);
  if (negative !== null) {
    guards.push({ kind: 'negative-phrasing', message: `更接近不应由此回答的问法：${negative}` });
    score -= 2 * GUARD_PENALTY;
  }
  const confidence = isWhole(tier) ? wholeConfidence(tier) : confidenceOf(model, score);
  return {
    document,
    wording,
    query: rewritten,
    features,
    tier,
    score: score + (document.pinned ? PIN_BONUS : 0),
    confidence,
    guards,
  };
}

/** A negative phrasing of the document that the query resembles more than the wording that found it; null: none. */
function nearestNegative(
  index: BankIndex,
  query: AnalyzedQuery,
  document: QuestionDocument,
  model: RankingModel,
  score: number,
): string | null {
  for (const phrasing of document.negativePhrasings) {
    const text = index.analyzer.analyze(phrasing);
    const wording: Wording = {
      core: text.core,
      wordEnds: Uint8Array.from(text.words, (word) => word.end),
      phrasing: -1,
    };
    const rewritten = rewriteFor(query, targetOf(wording, index), index.analyzer);
    if (rewritten.core === wording.core) return phrasing;
    if (scoreFeatures(model, extractFeatures(index, rewritten, wording, 0.9)) > score) return phrasing;
  }
  return null;
}

function targetOf(text: CutText, index: BankIndex): RewriteTarget {
  let known: number[] | null = null;
  return { core: text.core, syllables: () => (known ??= syllablesByPlace(text, index.analyzer.pinyin)) };
}

function tierOf(
  query: AnalyzedQuery,
  rewritten: RewrittenQuery,
  document: QuestionDocument,
  wording: Wording,
): Tier {
  if (query.text.core === wording.core) {
    if (wording.phrasing !== -1) return 'phrasing';
    return query.text.original === document.question ? 'exact' : 'normalised';
  }
  const kinds = new Set(rewritten.rewrites.map(({ kind }) => kind));
  for (const kind of ['initials', 'pinyin', 'homophone', 'synonym'] as const)
    if (kinds.has(kind)) return kind;
  if (isOneEditApart(query.text.core, wording.core)) return 'one-edit';
  return sharedWords(rewritten, wording).length > 0 ? 'words' : 'sub-word';
}

function sharedWords(query: RewrittenQuery, wording: Wording): string[] {
  const shared = query.words.filter(
    ({ text, weight }) => text.length > 1 && weight > 0 && wording.core.includes(text),
  );
  return [...new Set(shared.map(({ text }) => text))];
}

/** The whole query agrees with a whole wording. */
function isWhole(tier: Tier): boolean {
  return tier === 'exact' || tier === 'normalised' || tier === 'phrasing';
}

function wholeConfidence(tier: Tier): number {
  return tier === 'exact' ? 1 : tier === 'normalised' ? 0.995 : 0.99;
}

/** Whole matches first, by tier; then by score, and among equals the older document. */
function compare(a: Ranked, b: Ranked): number {
  if (isWhole(a.tier) || isWhole(b.tier)) {
    const byTier = TIERS.indexOf(a.tier) - TIERS.indexOf(b.tier);
    if (byTier !== 0) return byTier;
  }
  return (
    b.score - a.score || a.wording.phrasing - b.wording.phrasing || (a.document.id < b.document.id ? -1 : 1)
  );
}

function findsAmbiguity(ordered: readonly Ranked[]): boolean {
  const [first, second] = ordered;
  return (
    first !== undefined &&
    second !== undefined &&
    !isWhole(first.tier) &&
    second.confidence >= AMBIGUOUS_FROM &&
    first.confidence - second.confidence < AMBIGUOUS_GAP &&
    first.document.answer !== second.document.answer
  );
}

function toMatch(
  index: BankIndex,
  query: AnalyzedQuery,
  ranked: Ranked,
  explain: boolean,
  resources: RankingResources,
  isAmbiguous: boolean,
): Match {
  const { document, wording, tier, score } = ranked;
  const question = index.analyzer.analyze(document.question);
  const phrasing = wording.phrasing === -1 ? null : document.phrasings[wording.phrasing]!;
  // The phrasing that matched may be put otherwise than the question that is shown.
  const forQuestion =
    phrasing === null
      ? ranked.query
      : rewriteFor(
          query,
          targetOf({ core: question.core, wordEnds: question.words.map(({ end }) => end) }, index),
          index.analyzer,
        );
  const guards: Guard[] = isAmbiguous
    ? [...ranked.guards, { kind: 'ambiguous', message: '有两个问题同样接近' }]
    : [...ranked.guards];
  return {
    document,
    tier,
    confidence: round(ranked.confidence),
    score: round(score),
    matchedPhrasing: phrasing,
    highlights: highlight(question, forQuestion.core, index.analyzer),
    reason: explainMatch(tier, ranked.query.rewrites, sharedWords(ranked.query, wording), phrasing),
    guards,
    explanation: explain ? explanationOf(ranked, resources.model) : [],
  };
}

function explanationOf(ranked: Ranked, model: RankingModel): Match['explanation'] {
  const parts = explainScore(model, ranked.features);
  const rest = ranked.score - parts.reduce((sum, { contribution }) => sum + contribution, 0);
  return Math.abs(rest) < 1e-9
    ? parts
    : [...parts, { feature: 'guardsAndPins', value: ranked.guards.length, contribution: rest }];
}

/** The query with wrong characters, pinyin and initials replaced, where the best match needed that. */
function correctedQuery(best: Ranked | undefined): string | null {
  const heard = best?.query.rewrites.some(({ kind }) => kind !== 'synonym') ?? false;
  return heard
    ? best!.query.words
        .map(({ text, rewrite }) => (rewrite?.kind === 'synonym' ? rewrite.from : text))
        .join('')
    : null;
}

function countCategories(ranked: readonly Ranked[]): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { document } of ranked) {
    if (document.category !== null) counts.set(document.category, (counts.get(document.category) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}

function round(value: number): number {
  return Math.round(value * 1e4) / 1e4;
}
