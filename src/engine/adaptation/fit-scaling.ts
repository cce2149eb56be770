import type { ConfidenceScaling } from './adaptation.ts';

const STEPS = 50;
/** Holds slope near 1 and offset near 0 where there is little to learn from: so many imaginary cases. */
const PRIOR_CASES = 10;

/**
 * Platt scaling (Platt 1999): the slope and offset in the space of log-odds under which confidences best explain
 * what was right. Newton's method with a prior on "as it is".
 * @param confidences each strictly between 0 and 1
 */
export function fitScaling(confidences: readonly number[], right: readonly boolean[]): ConfidenceScaling {
  const logits = confidences.map((confidence) => Math.log(confidence / (1 - confidence)));
  let slope = 1;
  let offset = 0;
  for (let step = 0; step < STEPS; step++) {
    let [gradientSlope, gradientOffset] = [PRIOR_CASES * (slope - 1), PRIOR_CASES * offset];
    let [slopeSlope, slopeOffset, offsetOffset] = [PRIOR_CASES, 0, PRIOR_CASES];
    logits.forEach((logit, i) => {
      const probability = 1 / (1 + Math.exp(-(slope * logit + offset)));
      const error = probability - (right[i] ? 1 : 0);
      const curvature = probability * (1 - probability);
      gradientSlope += error * logit;
      gradientOffset += error;
      slopeSlope += curvature * logit * logit;
      slopeOffset += curvature * logit;
      offsetOffset += curvature;
    });
    const determinant = slopeSlope * offsetOffset - slopeOffset * slopeOffset;
    slope -= (gradientSlope * offsetOffset - gradientOffset * slopeOffset) / determinant;
    offset -= (gradientOffset * slopeSlope - gradientSlope * slopeOffset) / determinant;
  }
  return { slope: Math.max(0.1, slope), offset };
}

/** Mean log loss of confidences, in nats: lower is better. */
export function logLoss(confidences: readonly number[], right: readonly boolean[]): number {
  const losses = confidences.map((confidence, i) => -Math.log(right[i] ? confidence : 1 - confidence));
  return losses.reduce((sum, loss) => sum + loss, 0) / Math.max(1, losses.length);
}
