import type { Match } from '../../engine/index.ts';
import type { LiveBank } from '../index-keeper/live-bank.ts';
import type { Bank } from '../ports/bank-store.ts';
import type { AskOutput } from '../use-cases/question-answering.ts';
import type { Computed } from './result-cache.ts';
import { toSearchHit } from './search-hit.ts';

/** An ask before it is given its id. */
type Decision = Omit<AskOutput, 'queryId'>;
export type Decided = Computed & { readonly value: Decision };

/** Several questions may share an answer: so many matches are read for each suggestion wanted. */
const MATCHES_PER_SUGGESTION = 3;
/** A match with less than this share of the bank's `suggestThreshold` is not worth showing. */
const WEAK_SHARE = 0.5;

/** The best answer, or suggestions, or neither. @param query cleaned; @param limit 1–10. Pure, CPU only. */
export function ask(live: LiveBank, query: string, limit: number, nowMs: number): Decided {
  const { result, timings } = live.index.search(query, {
    limit: limit * MATCHES_PER_SUGGESTION,
    offset: 0,
    category: null,
    tag: null,
    explain: false,
    leastConfidence: live.bank.suggestThreshold * WEAK_SHARE,
    nowMs,
  });
  const value = decide(live.bank, result.matches, limit);
  return { value, timings, isEmpty: value.outcome === 'none' };
}

/** @param matches best first */
export function decide(bank: Bank, matches: readonly Match[], limit: number): Decision {
  const [top] = matches;
  if (top !== undefined && top.confidence >= bank.answerThreshold && top.guards.length === 0) {
    return answerWith(top);
  }
  const worthShowing = matches.filter(
    (match) => match.confidence >= bank.suggestThreshold * WEAK_SHARE && !isExcluded(match),
  );
  const [first] = worthShowing;
  if (top === undefined || first === undefined || first.confidence < bank.suggestThreshold) {
    return giveUp(bank, first?.confidence ?? 0);
  }
  return {
    outcome: 'suggest',
    confidence: first.confidence,
    answer: null,
    reason: [first.reason, ...objections(bank, top)].filter((part) => part !== '').join('；'),
    suggestions: distinctAnswers(worthShowing)
      .slice(0, limit)
      .map((match) => toSearchHit(match, false)),
  };
}

function answerWith({ document, confidence, highlights, reason }: Match): Decision {
  const { id, question, answer: text, category } = document;
  return {
    outcome: 'answer',
    confidence,
    answer: { id, question, text, category, highlights },
    reason,
    suggestions: [],
  };
}

function giveUp(bank: Bank, confidence: number): Decision {
  return {
    outcome: 'none',
    confidence,
    answer: null,
    reason: '没有找到足够接近的问题',
    suggestions: [],
    ...(bank.fallback !== '' && { fallback: bank.fallback }),
  };
}

/** What kept the top match, confident enough, from being the answer. */
function objections(bank: Bank, top: Match): string[] {
  return top.confidence >= bank.answerThreshold ? top.guards.map((guard) => guard.message) : [];
}

/** An administrator has said that such a wording must never lead to this question. */
function isExcluded(match: Match): boolean {
  return match.guards.some((guard) => guard.kind === 'negative-phrasing');
}

/** The best match of each answer. */
function distinctAnswers(matches: readonly Match[]): Match[] {
  const best = new Map<string, Match>();
  for (const match of matches) {
    if (!best.has(match.document.answer)) best.set(match.document.answer, match);
  }
  return [...best.values()];
}
