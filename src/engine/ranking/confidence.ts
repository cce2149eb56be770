import { LIST_FEATURES, WIDTH, type ListFeature } from './list-features.ts';

/** What confidence looks at: all that ranking does, the score, and how far it lies above the best other one. */
export const CONFIDENCE_FEATURES: readonly ListFeature[] = [
  ...LIST_FEATURES,
  { name: 'score', monotone: 1 },
  { name: 'lead', monotone: 1 },
];
export const CONFIDENCE_WIDTH = CONFIDENCE_FEATURES.length;

/** A list of one candidate leads nobody; as far as any lead counts. */
const LONGEST_LEAD = 10;

/** @param rows WIDTH columns a candidate @returns CONFIDENCE_WIDTH columns a candidate */
export function writeConfidenceRows(rows: Float32Array, scores: readonly number[]): Float32Array {
  const written = new Float32Array(scores.length * CONFIDENCE_WIDTH);
  let first = -Infinity;
  let second = -Infinity;
  for (const score of scores) {
    if (score > first) [first, second] = [score, first];
    else if (score > second) second = score;
  }
  scores.forEach((score, i) => {
    const at = i * CONFIDENCE_WIDTH;
    written.set(rows.subarray(i * WIDTH, (i + 1) * WIDTH), at);
    written[at + WIDTH] = score;
    const other = score === first ? second : first;
    written[at + WIDTH + 1] = Math.max(-LONGEST_LEAD, Math.min(LONGEST_LEAD, score - other));
  });
  return written;
}

/**
 * From the output of the confidence trees to a probability: linear between knots, fitted by isotonic regression.
 * Both rows rise.
 */
export interface Calibration {
  readonly outputs: Float32Array;
  readonly probabilities: Float32Array;
}

/** 0–1, never falling in `output`; O(log knots). */
export function calibrate({ outputs, probabilities }: Calibration, output: number): number {
  const last = outputs.length - 1;
  if (output <= outputs[0]!) return probabilities[0]!;
  if (output >= outputs[last]!) return probabilities[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (outputs[middle]! <= output) low = middle;
    else high = middle;
  }
  const share = (output - outputs[low]!) / (outputs[high]! - outputs[low]!);
  return probabilities[low]! + share * (probabilities[high]! - probabilities[low]!);
}
