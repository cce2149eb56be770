import type { AnalyzedQuery } from '../query/analyzed-query.ts';
import type { Candidate } from '../query/candidate.ts';
import type { Wording } from '../index/segment.ts';
import type { QuestionDocument } from '../question-document.ts';
import type { ScorePart } from './match.ts';
import type { Judged } from './model.ts';
import type { RewrittenQuery } from './rewrite.ts';
import { TIERS, type Tier } from './tier.ts';

/** A document with the best of its wordings. */
export interface Ranked {
  readonly document: QuestionDocument;
  readonly wording: Wording;
  /** As retrieval found it. */
  readonly candidate: Candidate;
  /** The tier of a match of the whole query with the whole wording; null: they agree in parts. */
  readonly wholeTier: Tier | null;
  readonly score: number;
  readonly confidence: number;
  /** The query as the wording would put it. */
  readonly read: () => RewrittenQuery;
  /** The addends of the score, as far as the model made it, and those that the bank's editors made. */
  readonly explain: () => ScorePart[];
  readonly adjustments: readonly ScorePart[];
  /** The negative phrasing of the document that the query is closer to; null: none. */
  readonly negativePhrasing: string | null;
}

/** Taken from the score where a negative phrasing is closer, and the share of confidence left. */
const NEGATIVE_PENALTY = 2;
const NEGATIVE_SHARE = 0.2;
const PIN_BONUS = 0.15;
/** For each step of a boost: five put a match before one that the model thinks 2.7 times as likely. */
const BOOST_BONUS = 0.2;
/** How far below the last candidate that was read those stand that were not, and how sure one is of them. */
const UNREAD_DISTANCE = 1;
const UNREAD_CONFIDENCE = 0.02;

/** The best wording of each document, best document first. */
export function orderDocuments(query: AnalyzedQuery, judged: readonly Judged[]): Ranked[] {
  const best = new Map<QuestionDocument, Ranked>();
  for (const each of judged) {
    const ranked = rankJudged(query, each);
    const before = best.get(ranked.document);
    if (before === undefined || compare(ranked, before) < 0) best.set(ranked.document, ranked);
  }
  return [...best.values()].sort(compare);
}

/** @param lowest score of what was read; what was not keeps the order of retrieval below it */
export function rankUnread(candidate: Candidate, lowest: number, read: () => RewrittenQuery): Ranked {
  const { document, wording, relativeScore } = candidate;
  const score = lowest - UNREAD_DISTANCE + Math.min(1, relativeScore) * UNREAD_DISTANCE;
  const explain = (): ScorePart[] => [{ feature: 'retrieval', value: relativeScore, contribution: score }];
  const confidence = UNREAD_CONFIDENCE;
  const unknown = { wholeTier: null, adjustments: [], negativePhrasing: null };
  return { document, wording, candidate, score, confidence, read, explain, ...unknown };
}

/** Puts documents back of which a negative phrasing is nearer. @param negatives by document id */
export function demoteNegatives(
  ordered: readonly Ranked[],
  negatives: ReadonlyMap<string, string>,
): readonly Ranked[] {
  if (negatives.size === 0) return ordered;
  return ordered.map((ranked) => demote(ranked, negatives)).sort(compare);
}

function demote(ranked: Ranked, negatives: ReadonlyMap<string, string>): Ranked {
  const negativePhrasing = negatives.get(ranked.document.id);
  if (negativePhrasing === undefined || ranked.wholeTier !== null) return ranked;
  const adjustment = { feature: 'negativePhrasing', value: 1, contribution: -NEGATIVE_PENALTY };
  return {
    ...ranked,
    score: ranked.score - NEGATIVE_PENALTY,
    confidence: ranked.confidence * NEGATIVE_SHARE,
    adjustments: [...ranked.adjustments, adjustment],
    negativePhrasing,
  };
}

function rankJudged(query: AnalyzedQuery, judged: Judged): Ranked {
  const { candidate } = judged;
  const { document, wording } = candidate;
  const wholeTier = wholeTierOf(query, document, wording) ?? synonymTierOf(query, judged);
  const adjustments = adjustmentsOf(document);
  return {
    document,
    wording,
    candidate,
    wholeTier,
    score: adjustments.reduce((sum, { contribution }) => sum + contribution, judged.score),
    confidence: wholeTier === null ? judged.confidence : wholeConfidence(wholeTier),
    read: judged.read,
    explain: judged.explain,
    adjustments,
    negativePhrasing: null,
  };
}

/** What editors add to the score of a question: they order what matches about as well, and prove nothing. */
function adjustmentsOf({ pinned, boost }: QuestionDocument): ScorePart[] {
  const parts: ScorePart[] = [];
  if (pinned) parts.push({ feature: 'pinned', value: 1, contribution: PIN_BONUS });
  if (boost !== 0) parts.push({ feature: 'boost', value: boost, contribution: boost * BOOST_BONUS });
  return parts;
}

/** Null unless the whole query agrees with the whole wording. */
function wholeTierOf(query: AnalyzedQuery, document: QuestionDocument, wording: Wording): Tier | null {
  if (query.typedCore !== wording.core) return null;
  if (wording.phrasing !== -1) return 'phrasing';
  return query.text.original === document.question ? 'exact' : 'normalised';
}

/** Synonym where query and wording agree whole once synonyms are read as the wording's own words. */
function synonymTierOf(query: AnalyzedQuery, { candidate, read }: Judged): Tier | null {
  if (query.synonymSpans.length === 0 || query.typedCore !== query.text.core) return null;
  const { core, rewrites } = read();
  return core === candidate.wording.core && rewrites.every(({ kind }) => kind === 'synonym')
    ? 'synonym'
    : null;
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
