import type { BankIndex } from '../index/bank-index.ts';
import type { AnalyzedQuery } from '../query/analyzed-query.ts';
import type { Candidate } from '../query/candidate.ts';
import type { Candidates } from '../query/retrieve.ts';
import type { SearchRequest, SearchResult } from '../query/search-request.ts';
import type { QuestionDocument } from '../question-document.ts';
import { findAmbiguity } from './ambiguity.ts';
import { correctedQuery } from './corrected-query.ts';
import { describeMatch } from './describe-match.ts';
import { documentsBeside } from './documents-beside.ts';
import type { RankingResources } from './model.ts';
import { findNearerNegatives } from './negative-phrasings.ts';
import { demoteNegatives, orderDocuments, rankUnread, type Ranked } from './ranked.ts';
import { targetOf } from './rewrite-target.ts';
import { rewriteFor } from './rewrite.ts';

/** Matches below this confidence are noise: a shared function word, a stray character. */
const LEAST_CONFIDENCE = 0.003;
/**
 * Orders the candidates by the model, exact and normalised matches first, and says why each matched.
 * @param candidates equally many whatever the page
 */
export function rank(
  index: BankIndex,
  query: AnalyzedQuery,
  candidates: Candidates,
  request: SearchRequest,
  resources: RankingResources,
): SearchResult {
  const judged = resources.model.judge(index, query, candidates.items, resources);
  const read = orderDocuments(query, judged);
  const sound = read.filter(({ confidence }) => confidence >= LEAST_CONFIDENCE);
  const ordered = demoteNegatives(sound, findNearerNegatives(index, query, sound, resources));
  const end = request.offset + request.limit;
  // One more than the page holds tells whether another follows.
  const wanted = end + 1 - ordered.length;
  const beside = documentsBeside(index, query, request, { read, shallow: candidates, wanted });
  const unread = beside.candidates;
  const ambiguity = request.offset === 0 ? findAmbiguity(index, query, ordered) : null;
  const { opposites } = resources;
  const context = { index, query, opposites, found: ordered, explain: request.explain };
  return {
    total: ordered.length + unread.length,
    totalIsExact: beside.isComplete,
    matches: takePage(index, query, ordered, unread, request).map((ranked, i) =>
      describeMatch(context, ranked, i === 0 ? ambiguity : null),
    ),
    corrected: ordered[0] === undefined ? null : correctedQuery(index, ordered[0].read()),
    categories: countCategories([...ordered, ...unread]),
  };
}

/** What was read first, then the rest in the order of retrieval. */
function takePage(
  index: BankIndex,
  query: AnalyzedQuery,
  ordered: readonly Ranked[],
  unread: readonly Candidate[],
  { offset, limit, leastConfidence = 0 }: SearchRequest,
): Ranked[] {
  const end = offset + limit;
  const lowest = ordered.at(-1)?.score ?? 0;
  const rest = unread
    .slice(Math.max(0, offset - ordered.length), Math.max(0, end - ordered.length))
    .map((candidate) =>
      rankUnread(candidate, lowest, () =>
        rewriteFor(query, targetOf(candidate.wording, index.analyzer), index.analyzer),
      ),
    );
  return [...ordered.slice(offset, end), ...rest].filter(({ confidence }) => confidence >= leastConfidence);
}

function countCategories(
  found: readonly { document: QuestionDocument }[],
): { value: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { document } of found) {
    if (document.category !== null) counts.set(document.category, (counts.get(document.category) ?? 0) + 1);
  }
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1));
}
