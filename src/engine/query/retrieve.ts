import type { BankIndex } from '../index/bank-index.ts';
import type { LiveSegment } from '../index/live-segment.ts';
import type { AnalyzedQuery } from './analyzed-query.ts';
import { FoundCandidate, type Candidate } from './candidate.ts';
import { literalTerms, phoneticTerms, selfScore, type QueryTerm } from './query-terms.ts';
import { retrieveTopTexts } from './retrieve-top-texts.ts';
import type { SearchFilter } from './search-request.ts';
import type { WeightedTerm } from './text-search.ts';
import { TopK } from './top-k.ts';

export interface Candidates {
  /** Best first; a document stands once for each of its wordings found. */
  readonly items: readonly Candidate[];
  /** False when more wordings than were asked for hold some term of the query. */
  readonly isComplete: boolean;
  /** The same of those found by what the query says. */
  readonly isLiteralComplete: boolean;
}

/** Below this share of the query's own score literal evidence is thin, and sound is tried too. */
const THIN_EVIDENCE = 0.5;
/** The whole of which any score is a share of 0: what is found by its sound alone has no literal evidence. */
const NO_LITERAL_SHARE = Infinity;

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
  const isLiteralComplete = found.length < limit;
  if (!isThin) return { items: found, isComplete: isLiteralComplete, isLiteralComplete };

  const heard = topWordings(index, phoneticTerms(index, query), filter, limit, NO_LITERAL_SHARE);
  const seen = new Set(found.map(({ number }) => number));
  const items = [...found, ...heard.filter(({ number }) => !seen.has(number))];
  return { items, isComplete: isLiteralComplete && heard.length < limit, isLiteralComplete };
}

/** Exhaustive in effect: the same wordings and scores as scoring every wording of the bank. */
export function topWordings(
  index: BankIndex,
  terms: readonly QueryTerm[],
  filter: SearchFilter,
  limit: number,
  wholeScore: number,
): FoundCandidate[] {
  // Wordings are numbered through all segments, so that among equal scores the older one is found.
  const best = new TopK(limit);
  let firstNumber = 0;
  for (const live of index.segments) {
    const { segment } = live;
    const known: WeightedTerm[] = [];
    for (const { key, weight } of terms) {
      const term = segment.terms.find(key);
      if (term !== -1) known.push({ term, weight });
    }
    const { postings, wordings } = segment;
    const accept = acceptor(live, filter);
    if (known.length > 0) retrieveTopTexts({ postings, terms: known, accept, firstNumber }, best);
    firstNumber += wordings.size;
  }
  return best.sorted().map(({ score, number }) => {
    const { segment, numberInSegment } = index.locateWording(number);
    return new FoundCandidate(number, segment, numberInSegment, score / wholeScore);
  });
}

/** Null where every wording may be found. */
function acceptor(live: LiveSegment, filter: SearchFilter): ((wording: number) => boolean) | null {
  const { documents, wordings } = live.segment;
  const { deleted } = live;
  const { category, tag, nowMs } = filter;
  if (deleted === null && category === null && tag === null && documents.isTimeless) return null;
  const categoryLabel = category === null ? null : documents.labelOf(category);
  const tagLabel = tag === null ? null : documents.labelOf(tag);
  return (wording) => {
    const number = wordings.documentOf(wording);
    return (
      deleted?.[number] !== 1 &&
      (categoryLabel === null || documents.hasCategory(number, categoryLabel)) &&
      (tagLabel === null || documents.hasTag(number, tagLabel)) &&
      documents.isValidAt(number, nowMs)
    );
  };
}
