import type { OppositePair } from '../analysis/opposites.ts';
import { highlight } from '../highlight/highlight.ts';
import type { BankIndex } from '../index/bank-index.ts';
import type { Wording } from '../index/segment.ts';
import type { AnalyzedQuery } from '../query/analyzed-query.ts';
import type { Candidates } from '../query/retrieve.ts';
import type { SearchRequest, SearchResult } from '../query/search-request.ts';
import type { QuestionDocument } from '../question-document.ts';
import { isOneEditApart } from './alignment.ts';
import type { Guard } from './guard.ts';
import { findGuards } from './guards.ts';
import type { Match, ScorePart } from './match.ts';
import type { Judged, RankingModel } from './model.ts';
import { findNearerNegatives } from './negative-phrasings.ts';
import { explainMatch } from './reason.ts';
import { targetOf } from './rewrite-target.ts';
import { rewriteFor, type RewrittenQuery } from './rewrite.ts';
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
  readonly judged: Judged;
  /** The tier of a match of the whole query with the whole wording; null: they agree in parts. */
  readonly wholeTier: Tier | null;
  readonly score: number;
  readonly confidence: number;
  /** The negative phrasing of the document that the query is closer to; null: none. */
  readonly negativePhrasing: string | null;
}

/** Matches below this confidence are noise: a shared function word, a stray character. */
const LEAST_CONFIDENCE = 0.003;
/** Taken from the score where a negative phrasing is closer, and the share of confidence left. */
const NEGATIVE_PENALTY = 2;
const NEGATIVE_SHARE = 0.2;
const PIN_BONUS = 0.15;
/** Wordings that share less with the query by retrieval score are not put otherwise in every word. */
const LEAST_SHARED = 0.2;
/** Matches whose negative phrasings are looked at, at least: those that may be answered or suggested. */
const LEAST_CHECKED = 10;
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
  for (const judged of resources.model.judge(index, query, candidates.items, resources.opposites)) {
    const ranked = rankJudged(query, judged);
    if (ranked.confidence < LEAST_CONFIDENCE) continue;
    const before = best.get(ranked.document.id);
    if (before === undefined || compare(ranked, before) < 0) best.set(ranked.document.id, ranked);
  }
  const shown = Math.max(LEAST_CHECKED, request.offset + request.limit);
  const byModel = [...best.values()].sort(compare);
  const checked = byModel.slice(0, shown).filter(({ wholeTier }) => wholeTier === null);
  const negatives = findNearerNegatives(
    index,
    query,
    checked.map(({ judged }) => judged),
    resources,
  );
  const ordered =
    negatives.size === 0 ? byModel : byModel.map((ranked) => demote(ranked, negatives)).sort(compare);
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

function rankJudged(query: AnalyzedQuery, judged: Judged): Ranked {
  const { document, wording } = judged.candidate;
  const wholeTier = wholeTierOf(query, document, wording) ?? synonymTierOf(query, judged);
  return {
    document,
    wording,
    judged,
    wholeTier,
    score: judged.score + (document.pinned ? PIN_BONUS : 0),
    confidence: wholeTier === null ? judged.confidence : wholeConfidence(wholeTier),
    negativePhrasing: null,
  };
}

function demote(ranked: Ranked, negatives: ReadonlyMap<string, string>): Ranked {
  const negativePhrasing = negatives.get(ranked.document.id);
  if (negativePhrasing === undefined || ranked.wholeTier !== null) return ranked;
  const score = ranked.score - NEGATIVE_PENALTY;
  return { ...ranked, score, confidence: ranked.confidence * NEGATIVE_SHARE, negativePhrasing };
}

/** Null unless the whole query agrees with the whole wording. */
function wholeTierOf(query: AnalyzedQuery, document: QuestionDocument, wording: Wording): Tier | null {
  if (query.text.core !== wording.core) return null;
  if (wording.phrasing !== -1) return 'phrasing';
  return query.text.original === document.question ? 'exact' : 'normalised';
}

/** Synonym where query and wording agree whole once synonyms are read as the wording's own words. */
function synonymTierOf({ synonymSpans }: AnalyzedQuery, { candidate, read }: Judged): Tier | null {
  if (synonymSpans.length === 0 || candidate.relativeScore < LEAST_SHARED) return null;
  const { core, rewrites } = read();
  return core === candidate.wording.core && rewrites.every(({ kind }) => kind === 'synonym')
    ? 'synonym'
    : null;
}

function tierOf(query: AnalyzedQuery, rewritten: RewrittenQuery, { wording, wholeTier }: Ranked): Tier {
  if (wholeTier !== null) return wholeTier;
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

function wholeConfidence(tier: Tier): number {
  if (tier === 'exact') return 1;
  if (tier === 'normalised') return 0.995;
  return tier === 'phrasing' ? 0.99 : 0.97;
}

/** Whole matches first, by tier; then by score, and among equals the older document. */
function compare(a: Ranked, b: Ranked): number {
  const byTier = wholeRank(a) - wholeRank(b);
  if (byTier !== 0) return byTier;
  return (
    b.score - a.score || a.wording.phrasing - b.wording.phrasing || (a.document.id < b.document.id ? -1 : 1)
  );
}

function wholeRank({ wholeTier }: Ranked): number {
  return wholeTier === null ? TIERS.length : TIERS.indexOf(wholeTier);
}

function findsAmbiguity(ordered: readonly Ranked[]): boolean {
  const [first, second] = ordered;
  return (
    first !== undefined &&
    second !== undefined &&
    (first.wholeTier === null || first.wholeTier === 'synonym') &&
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
  const { document, wording } = ranked;
  const read = ranked.judged.read();
  const tier = tierOf(query, read, ranked);
  const question = index.analyzer.analyze(document.question);
  const phrasing = wording.phrasing === -1 ? null : document.phrasings[wording.phrasing]!;
  // The phrasing that matched may be put otherwise than the question that is shown.
  const target = { core: question.core, wordEnds: question.words.map(({ end }) => end) };
  const forQuestion =
    phrasing === null ? read : rewriteFor(query, targetOf(target, index.analyzer), index.analyzer);
  return {
    document,
    tier,
    confidence: round(ranked.confidence),
    score: round(ranked.score),
    matchedPhrasing: phrasing,
    highlights: highlight(question, forQuestion.core, index.analyzer),
    reason: explainMatch(tier, read.rewrites, sharedWords(read, wording), phrasing),
    guards: guardsOf(ranked, read, resources.opposites, isAmbiguous),
    explanation: explain ? explanationOf(ranked) : [],
  };
}

function guardsOf(
  { wording, wholeTier, negativePhrasing }: Ranked,
  read: RewrittenQuery,
  opposites: readonly OppositePair[],
  isAmbiguous: boolean,
): Guard[] {
  const guards = wholeTier === null ? findGuards(read.core, wording.core, opposites) : [];
  if (negativePhrasing !== null) {
    const message = `更接近不应由此回答的问法：${negativePhrasing}`;
    guards.push({ kind: 'negative-phrasing', message });
  }
  if (isAmbiguous) guards.push({ kind: 'ambiguous', message: '有两个问题同样接近' });
  return guards;
}

function explanationOf(ranked: Ranked): ScorePart[] {
  const parts = ranked.judged.explain();
  const rest = ranked.score - parts.reduce((sum, { contribution }) => sum + contribution, 0);
  return Math.abs(rest) < 1e-6
    ? parts
    : [...parts, { feature: 'pinsAndNegatives', value: 1, contribution: rest }];
}

/** The query with wrong characters, pinyin and initials replaced, where the best match needed that. */
function correctedQuery(best: Ranked | undefined): string | null {
  if (best === undefined) return null;
  const { rewrites, words } = best.judged.read();
  return rewrites.some(({ kind }) => kind !== 'synonym')
    ? words.map(({ text, rewrite }) => (rewrite?.kind === 'synonym' ? rewrite.from : text)).join('')
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
