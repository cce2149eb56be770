import {
  createSynonymUnifier,
  findContradiction,
  normalizeForIdentity,
  readAssertions,
  type LanguageData,
  type OppositePair,
  type UnifySynonyms,
} from '../engine/index.ts';
import type { JudgingEngine } from './search-engine.ts';

/** The part of the engine that judges texts without an index: needs no segmenter and no model. */
export function createJudgingEngine(
  { traditional, synonyms }: Pick<LanguageData, 'traditional' | 'synonyms'>,
  opposites: readonly OppositePair[],
): JudgingEngine {
  const identityOf = (text: string): string => normalizeForIdentity(text, traditional);
  let unify: UnifySynonyms | null = null;
  return {
    normalizeForIdentity: identityOf,
    unifySynonyms(text) {
      unify ??= createSynonymUnifier(synonyms, identityOf);
      return unify(text);
    },
    readAssertions: (answer) => readAssertions(answer, identityOf),
    findContradiction: (one, other) => findContradiction(one, other, opposites),
  };
}
