import type { Calibration } from '../../src/engine/ranking/confidence.ts';

const MOST_KNOTS = 64;

/**
 * Isotonic regression by pooling adjacent violators (Ayer et al. 1955) over about equally filled bins.
 * @param outputs any numbers; `right` says of each whether it was right
 */
export function fitIsotonic(outputs: readonly number[], right: readonly boolean[]): Calibration {
  const order = outputs.map((_, i) => i).sort((a, b) => outputs[a]! - outputs[b]!);
  const size = Math.max(1, Math.ceil(order.length / MOST_KNOTS));
  const blocks: { output: number; share: number; count: number }[] = [];
  for (let from = 0; from < order.length; from += size) {
    const bin = order.slice(from, from + size);
    const rightCount = bin.filter((i) => right[i]).length;
    blocks.push({
      output: bin.reduce((sum, i) => sum + outputs[i]!, 0) / bin.length,
      // One imaginary case of each kind keeps probabilities off 0 and 1.
      share: (rightCount + 0.5) / (bin.length + 1),
      count: bin.length,
    });
    while (blocks.length > 1 && blocks.at(-2)!.share >= blocks.at(-1)!.share) {
      const upper = blocks.pop()!;
      const lower = blocks.pop()!;
      const count = lower.count + upper.count;
      const mix = (a: number, b: number): number => (a * lower.count + b * upper.count) / count;
      blocks.push({ output: mix(lower.output, upper.output), share: mix(lower.share, upper.share), count });
    }
  }
  return {
    outputs: Float32Array.from(blocks, ({ output }) => output),
    probabilities: Float32Array.from(blocks, ({ share }) => share),
  };
}
