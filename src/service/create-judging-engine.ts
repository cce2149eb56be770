import {
  findContradiction,
  normalizeForIdentity,
  readAssertions,
  type LanguageData,
  type OppositePair,
} from '../engine/index.ts';
import type { JudgingEngine } from './search-engine.ts';

/** The part of the engine that judges texts without an index: needs no segmenter and no model. */
export function createJudgingEngine(
  traditional: LanguageData['traditional'],
  opposites: readonly OppositePair[],
): JudgingEngine {
  const identityOf = (text: string): string => normalizeForIdentity(text, traditional);
  return {
    normalizeForIdentity: identityOf,
    readAssertions: (answer) => readAssertions(answer, identityOf),
    findContradiction: (one, other) => findContradiction(one, other, opposites),
  };
}
