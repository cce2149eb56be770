import { describe, expect, test } from 'vitest';
import { CompiledTrees } from '../../../src/engine/ranking/compiled-trees.ts';
import { calibrate } from '../../../src/engine/ranking/confidence.ts';
import { attributeTrees } from '../../../src/engine/ranking/trees.ts';
import { fitTrees, type TrainingTable, type TreeOptions } from '../../../scripts/train/fit-trees.ts';
import { fitIsotonic } from '../../../scripts/train/isotonic.ts';
import { createRandom } from '../../../scripts/train/random.ts';

// 1. Trees find the right candidate of a list. 2. The parts of a score sum to it. 3. Where a feature must only raise
// the score, it never lowers it. 4. The same seed gives the same trees. 5. Calibration never falls.

const OPTIONS: TreeOptions = {
  trees: 30,
  leaves: 8,
  learningRate: 0.2,
  columnShare: 1,
  listShare: 1,
  leastHessian: 0.5,
  regularization: 1,
  monotone: true,
  objective: 'list',
};
const FEATURES = [
  { name: 'rising', monotone: 1 as const },
  { name: 'free', monotone: 0 as const },
];
const SIZE = 6;

/** Lists in which the right candidate is mostly the one with the largest sum of features. */
function makeTable(lists: number): TrainingTable {
  const random = createRandom(5);
  const rows = Float32Array.from({ length: lists * SIZE * 2 }, () => random());
  const labels = new Uint8Array(lists * SIZE);
  for (let list = 0; list < lists; list++) {
    const sums = Array.from({ length: SIZE }, (_, i) => {
      const row = (list * SIZE + i) * 2;
      return rows[row]! + rows[row + 1]! + 0.1 * random();
    });
    labels[list * SIZE + sums.indexOf(Math.max(...sums))] = 1;
  }
  return {
    rows,
    features: FEATURES,
    starts: Int32Array.from({ length: lists + 1 }, (_, i) => i * SIZE),
    labels,
    weights: new Float32Array(lists).fill(1),
  };
}

describe('fitted trees', () => {
  const table = makeTable(400);
  const trees = fitTrees(table, OPTIONS, createRandom(1));
  const compiled = new CompiledTrees(trees);

  test('put the right candidate first', () => {
    let right = 0;
    const sums = compiled.sum(table.rows, 2);
    for (let list = 0; list < 400; list++) {
      const scores = sums.subarray(list * SIZE, (list + 1) * SIZE);
      right += table.labels[list * SIZE + scores.indexOf(Math.max(...scores))]!;
    }
    expect(right).toBeGreaterThan(340);
  });

  test('explain a score by parts that sum to it', () => {
    const sums = compiled.sum(table.rows, 2);
    for (let row = 0; row < 50; row++) {
      const { contributions, rest } = attributeTrees(trees, table.rows, row * 2, 2);
      expect(contributions[0]! + contributions[1]! + rest).toBeCloseTo(sums[row]!, 4);
    }
  });

  test('never fall where a feature must only raise', () => {
    for (let free = 0; free <= 1; free += 0.05) {
      let before = -Infinity;
      for (let rising = 0; rising <= 1; rising += 0.02) {
        const score = compiled.sum(Float32Array.of(rising, free), 2)[0]!;
        expect(score).toBeGreaterThanOrEqual(before - 1e-5);
        before = score;
      }
    }
  });

  test('are the same for the same seed', () => {
    expect(fitTrees(table, OPTIONS, createRandom(1))).toEqual(trees);
  });
});

describe('calibration', () => {
  const random = createRandom(3);
  const outputs = Array.from({ length: 5000 }, () => random() * 4 - 2);
  const right = outputs.map((output) => random() < 1 / (1 + Math.exp(-2 * output)));
  const calibration = fitIsotonic(outputs, right);

  test('comes near the true probability', () => {
    for (const output of [-1.5, -0.5, 0, 0.5, 1.5]) {
      expect(Math.abs(calibrate(calibration, output) - 1 / (1 + Math.exp(-2 * output)))).toBeLessThan(0.08);
    }
  });

  test('never falls and stays within its ends', () => {
    let before = 0;
    for (let output = -5; output <= 5; output += 0.01) {
      const probability = calibrate(calibration, output);
      expect(probability).toBeGreaterThanOrEqual(before);
      expect(probability).toBeLessThan(1);
      before = probability;
    }
  });
});
