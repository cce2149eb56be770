import { rewriteFor } from './rewrite.ts';
import { extractFeatures, FEATURES, type Feature, type FeatureVector } from './features.ts';
import { findGuards } from './guards.ts';
import type { ScorePart } from './match.ts';
import type { RankingModel } from './model.ts';
import { targetOf } from './rewrite-target.ts';

const WEIGHTS: Readonly<Record<Feature, number>> = {
  retrieval: 2,
  queryCoverage: 3,
  wordingCoverage: 1.5,
  unigramDice: 1.5,
  bigramDice: 2,
  commonSubsequence: 0.5,
  commonSubstring: 0.5,
  literalShare: 1,
};
const NO_DIFFERENCES = new Int32Array(0);
const OFFSET = -7.5;
const GUARD_PENALTY = 0.8;

/** Ranking by shared words and characters with weights set by hand: what is left when no fitted model can be read. */
export const LEXICAL_MODEL: RankingModel = {
  version: 'lexical',
  judge: (index, query, candidates, { opposites }) =>
    candidates.map((candidate) => {
      const { wording, relativeScore } = candidate;
      const rewritten = rewriteFor(query, targetOf(wording, index.analyzer), index.analyzer);
      const features = extractFeatures(index, rewritten, wording, relativeScore);
      const isGuarded =
        query.typedCore !== wording.core && findGuards(rewritten.core, wording.core, opposites).length > 0;
      const parts = explain(features, isGuarded);
      const score = parts.reduce((sum, { contribution }) => sum + contribution, 0);
      const confidence = 1 / (1 + Math.exp(-(score + OFFSET)));
      return {
        candidate,
        score,
        confidence,
        read: () => rewritten,
        differences: () => NO_DIFFERENCES,
        explain: () => parts,
      };
    }),
};

function explain(features: FeatureVector, isGuarded: boolean): ScorePart[] {
  const parts: ScorePart[] = FEATURES.map((feature) => ({
    feature,
    value: features[feature],
    contribution: WEIGHTS[feature] * features[feature],
  }));
  return isGuarded ? [...parts, { feature: 'guards', value: 1, contribution: -GUARD_PENALTY }] : parts;
}
