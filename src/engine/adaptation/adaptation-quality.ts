import { weighAdaptation } from './adaptation.ts';
import type { AdaptationList } from './adaptation-list.ts';

/** How well lists are ordered, as fractions of 1. */
export interface AdaptationQuality {
  readonly recallAt1: number;
  readonly mrrAt10: number;
}

const MOST_PLACES = 10;

/** @param weights of differences, added to the model's scores */
export function measureQuality(
  lists: readonly AdaptationList[],
  weights: ReadonlyMap<number, number>,
): AdaptationQuality {
  let first = 0;
  let reciprocals = 0;
  for (const list of lists) {
    const place = placeOfRight(list, weights);
    if (place === 1) first++;
    if (place <= MOST_PLACES) reciprocals += 1 / place;
  }
  const count = Math.max(1, lists.length);
  return { recallAt1: first / count, mrrAt10: reciprocals / count };
}

/** Place of the right document among the documents, from 1; Infinity when it is not there. */
export function placeOfRight({ candidates }: AdaptationList, weights: ReadonlyMap<number, number>): number {
  const scores = new Map<string, number>();
  let right: string | null = null;
  for (const { documentId, isRight, score, differences } of candidates) {
    const adapted = score + weighAdaptation(weights, differences);
    scores.set(documentId, Math.max(adapted, scores.get(documentId) ?? -Infinity));
    if (isRight) right = documentId;
  }
  if (right === null) return Infinity;
  const bar = scores.get(right)!;
  return 1 + [...scores].filter(([id, score]) => id !== right && score >= bar).length;
}
