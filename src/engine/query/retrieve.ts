import type { BankIndex, LiveSegment } from '../index/bank-index.ts';
import type { Wording } from '../index/segment.ts';
import { isValidAt, type QuestionDocument } from '../question-document.ts';
import type { AnalyzedQuery } from './analyzed-query.ts';
import { retrieveTopTexts, type WeightedTerm } from './block-max.ts';
import { literalTerms, phoneticTerms, selfScore, type QueryTerm } from './query-terms.ts';
import type { SearchFilter } from './search-request.ts';
import { TopK } from './top-k.ts';

/** A wording that the inverted index found. */
export interface Candidate {
  readonly document: QuestionDocument;
  readonly wording: Wording;
  /** Share of the score that a text equal to the query would have; may exceed 1. */
  readonly relativeScore: number;
}

export interface Candidates {
  /** Best first; a document stands once for each of its wordings found. */
  readonly items: readonly Candidate[];
  /** False when more wordings than were asked for hold some term of the query. */
  readonly isComplete: boolean;
}

/** Below this share of the query's own score literal evidence is thin, and sound is tried too. */
const THIN_EVIDENCE = 0.5;

/** The best `limit` wordings for a query, by what it says and, where that finds little, by how it sounds. */
export function retrieve(
  index: BankIndex,
  query: AnalyzedQuery,
  filter: SearchFilter,
  limit: number,
): Candidates {
  const literal = literalTerms(index, query);
  const whole = selfScore(index, query, literal);
  const found = topWordings(index, literal, filter, limit, whole);
  const isThin = query.latinSpans.length > 0 || (found[0]?.relativeScore ?? 0) < THIN_EVIDENCE;
  if (!isThin) return { items: found, isComplete: found.length < limit };

  const phonetic = phoneticTerms(index, query);
  const heard = topWordings(
    index,
    phonetic,
    filter,
    limit,
    Math.max(whole, selfScore(index, query, phonetic)),
  );
  const seen = new Set(found.map((candidate) => candidate.wording));
  const items = [...found, ...heard.filter((candidate) => !seen.has(candidate.wording)).map(asUnliteral)];
  return { items, isComplete: found.length < limit && heard.length < limit };
}

/** A wording found by its sound alone has no literal score. */
function asUnliteral(candidate: Candidate): Candidate {
  return { ...candidate, relativeScore: 0 };
}

/** Exhaustive in effect: the same wordings and scores as scoring every wording of the bank. */
export function topWordings(
  index: BankIndex,
  terms: readonly QueryTerm[],
  filter: SearchFilter,
  limit: number,
  wholeScore: number,
): Candidate[] {
  const found: { score: number; candidate: Candidate }[] = [];
  for (const live of index.segments) {
    const { segment } = live;
    const known: WeightedTerm[] = [];
    for (const { key, weight } of terms) {
      const term = segment.terms.get(key);
      if (term !== undefined) known.push({ term, weight });
    }
    if (known.length === 0) continue;
    const best = new TopK(limit);
    retrieveTopTexts(segment.postings, known, segment.wordings.length, best, acceptor(live, filter));
    for (const { score, number } of best.sorted()) {
      const document = segment.documents[segment.wordingDocuments[number]!]!;
      const wording = segment.wordings[number]!;
      found.push({ score, candidate: { document, wording, relativeScore: score / wholeScore } });
    }
  }
  // Array sorting is stable: equal scores stay in order of segment and wording.
  found.sort((a, b) => b.score - a.score);
  return found.slice(0, limit).map(({ candidate }) => candidate);
}

function acceptor(live: LiveSegment, filter: SearchFilter): (wording: number) => boolean {
  const { segment, deleted } = live;
  const { category, tag, nowMs } = filter;
  return (wording) => {
    const number = segment.wordingDocuments[wording]!;
    if (deleted?.[number] === 1) return false;
    const document = segment.documents[number]!;
    return (
      (category === null || document.category === category) &&
      (tag === null || document.tags.includes(tag)) &&
      isValidAt(document, nowMs)
    );
  };
}
