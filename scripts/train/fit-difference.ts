import type { DifferenceTable } from '../../src/engine/ranking/difference.ts';
import { RIGHT } from './candidate-lists.ts';
import { shuffle, type Random } from './random.ts';

/** Lists of candidates with the hashed differences of each: keys [keyStarts[row], keyStarts[row + 1]). */
export interface DifferenceLists {
  readonly starts: Int32Array;
  readonly labels: Uint8Array;
  readonly keyStarts: Int32Array;
  readonly keys: Int32Array;
  /** What is known of each row without its differences; the weights explain the rest. */
  readonly offsets: Float32Array;
}

const SIZE = 1 << 18;
const EPOCHS = 4;
const LEARNING_RATE = 0.12;
const DECAY = 2e-5;

/** Listwise softmax over the sum of hashed weights, by Adagrad (Duchi et al. 2011). @param lists numbers of lists */
export function fitDifference(data: DifferenceLists, lists: readonly number[], random: Random): Float32Array {
  const weights = new Float32Array(SIZE);
  const squares = new Float32Array(SIZE).fill(1e-3);
  const order = [...lists];
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(order, random);
    for (const list of order) trainList(data, list, weights, squares);
  }
  return weights;
}

function trainList(data: DifferenceLists, list: number, weights: Float32Array, squares: Float32Array): void {
  const from = data.starts[list]!;
  const to = data.starts[list + 1]!;
  const shares: number[] = [];
  let total = 0;
  let right = 0;
  for (let row = from; row < to; row++) {
    const share = Math.exp(Math.min(30, data.offsets[row]! + scoreRow(data, row, weights)));
    shares.push(share);
    total += share;
    if (data.labels[row] === RIGHT) right++;
  }
  if (right === 0) return;
  for (let row = from; row < to; row++) {
    const slope = shares[row - from]! / total - (data.labels[row] === RIGHT ? 1 / right : 0);
    if (Math.abs(slope) < 1e-3) continue;
    for (let i = data.keyStarts[row]!; i < data.keyStarts[row + 1]!; i++) {
      const slot = data.keys[i]! & (SIZE - 1);
      const gradient = slope + DECAY * weights[slot]!;
      squares[slot]! += gradient * gradient;
      weights[slot]! -= (LEARNING_RATE * gradient) / Math.sqrt(squares[slot]!);
    }
  }
}

export function scoreRow(data: DifferenceLists, row: number, weights: Float32Array): number {
  let score = 0;
  for (let i = data.keyStarts[row]!; i < data.keyStarts[row + 1]!; i++) {
    score += weights[data.keys[i]! & (SIZE - 1)]!;
  }
  return score;
}

/** The weights as integers; the largest becomes 127. */
export function quantizeDifference(weights: Float32Array): DifferenceTable {
  let largest = 1e-6;
  for (const weight of weights) largest = Math.max(largest, Math.abs(weight));
  const scale = largest / 127;
  return { weights: Int8Array.from(weights, (weight) => Math.round(weight / scale)), scale };
}
