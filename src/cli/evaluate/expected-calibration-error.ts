/** Confidence of a first hit, and whether it was right. */
export interface Judged {
  readonly confidence: number;
  readonly right: boolean;
}

const BINS = 10;

/**
 * Mean distance between stated confidence and observed accuracy, over ten bins of equal width, each weighted
 * by its size. 0 is perfect; 0 as well when there is nothing to judge.
 */
export function expectedCalibrationError(judged: readonly Judged[]): number {
  const bins = Array.from({ length: BINS }, () => ({ confidence: 0, right: 0 }));
  for (const { confidence, right } of judged) {
    const bin = bins[Math.min(BINS - 1, Math.floor(confidence * BINS))]!;
    bin.confidence += confidence;
    bin.right += right ? 1 : 0;
  }
  const distance = bins.reduce((sum, bin) => sum + Math.abs(bin.confidence - bin.right), 0);
  return judged.length === 0 ? 0 : distance / judged.length;
}
