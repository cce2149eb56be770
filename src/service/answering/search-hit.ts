import type { Match } from '../../engine/index.ts';
import type { SearchHit } from '../use-cases/question-answering.ts';

/** A match as it is shown. @param explain whether the parts of its score are shown too */
export function toSearchHit(match: Match, explain: boolean): SearchHit {
  const { document } = match;
  return {
    id: document.id,
    question: document.question,
    answer: document.answer,
    category: document.category,
    tags: document.tags,
    tier: match.tier,
    confidence: match.confidence,
    score: match.score,
    matchedPhrasing: match.matchedPhrasing,
    highlights: match.highlights,
    reason: match.reason,
    ...(explain && { explanation: match.explanation }),
  };
}
