import { FEATURES, type Feature, type FeatureVector } from './features.ts';
import type { ScorePart } from './match.ts';

/** A linear ranking model: the score is the sum of weight × feature. */
export interface RankingModel {
  readonly weights: Readonly<Record<Feature, number>>;
  /** Confidence is 1 / (1 + exp(−(slope × score + offset))). */
  readonly slope: number;
  readonly offset: number;
}

export const DEFAULT_MODEL: RankingModel = {
  weights: {
    retrieval: 2,
    queryCoverage: 3,
    wordingCoverage: 1.5,
    unigramDice: 1.5,
    bigramDice: 2,
    commonSubsequence: 0.5,
    commonSubstring: 0.5,
    literalShare: 1,
  },
  slope: 1,
  offset: -7.5,
};

export function scoreFeatures(model: RankingModel, features: FeatureVector): number {
  let score = 0;
  for (const feature of FEATURES) score += model.weights[feature] * features[feature];
  return score;
}

/** The addends of `scoreFeatures`. */
export function explainScore(model: RankingModel, features: FeatureVector): ScorePart[] {
  return FEATURES.map((feature) => ({
    feature,
    value: features[feature],
    contribution: model.weights[feature] * features[feature],
  }));
}

/** Probability that a match with this score is the right question, 0–1. */
export function confidenceOf(model: RankingModel, score: number): number {
  return 1 / (1 + Math.exp(-(model.slope * score + model.offset)));
}
