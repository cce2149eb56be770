import type { Match } from '../../engine/index.ts';
import type { SearchHit } from '../use-cases/question-answering.ts';

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
