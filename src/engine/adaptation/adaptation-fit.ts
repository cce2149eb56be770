import { SLOTS, slotOf } from './adaptation.ts';
import type { AdaptationList } from './adaptation-list.ts';

const LEARNING_RATE = 0.04;
/** Pulls weights back to nothing, so that what is said once does not count for much. */
const DECAY = 0.02;
/** Weights kept, the largest. */
const MOST_WEIGHTS = 8192;
const LEAST_WEIGHT = 0.02;

/**
 * Weights of differences that put the right questions of lists first: listwise softmax over the model's score plus
 * the weights, by Adagrad (Duchi et al. 2011). Deterministic in the order of the lists.
 */
export class AdaptationFit {
  readonly #weights = new Float32Array(SLOTS);
  readonly #squares = new Float32Array(SLOTS).fill(1);

  /** One step. About 10 µs. Lists without a right candidate teach nothing. */
  learn({ candidates }: AdaptationList): void {
    const right = candidates.filter(({ isRight }) => isRight).length;
    if (right === 0 || right === candidates.length) return;
    const scores = candidates.map(({ score, differences }) => score + this.#weigh(differences));
    const highest = Math.max(...scores);
    const shares = scores.map((score) => Math.exp(score - highest));
    const total = shares.reduce((sum, share) => sum + share, 0);
    candidates.forEach(({ isRight, differences }, i) => {
      const slope = shares[i]! / total - (isRight ? 1 / right : 0);
      for (const key of differences) this.#step(key, slope);
    });
  }

  /** The weights that count, by slot. */
  weights(): Map<number, number> {
    const telling: [slot: number, weight: number][] = [];
    this.#weights.forEach((weight, slot) => {
      if (Math.abs(weight) >= LEAST_WEIGHT) telling.push([slot, weight]);
    });
    telling.sort(([slotA, a], [slotB, b]) => Math.abs(b) - Math.abs(a) || slotA - slotB);
    return new Map(telling.slice(0, MOST_WEIGHTS));
  }

  #weigh(keys: Int32Array): number {
    let sum = 0;
    for (const key of keys) sum += this.#weights[slotOf(key)]!;
    return sum;
  }

  #step(key: number, slope: number): void {
    const slot = slotOf(key);
    const gradient = slope + DECAY * this.#weights[slot]!;
    this.#squares[slot]! += gradient * gradient;
    this.#weights[slot]! -= (LEARNING_RATE * gradient) / Math.sqrt(this.#squares[slot]!);
  }
}
