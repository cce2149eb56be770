import { PAIR_FEATURES, type Monotone } from './pair-features.ts';

/** A column of the table that the trees see, one row a candidate. */
export interface ListFeature {
  readonly name: string;
  readonly monotone: Monotone;
}

/** Pair features, then the difference model, both of which `relative` columns may refer to. */
const OWN: readonly (ListFeature & { relative: boolean })[] = [
  ...PAIR_FEATURES,
  { name: 'difference', monotone: 1, relative: true },
];
export const DIFFERENCE = OWN.length - 1;
const RELATIVE = OWN.flatMap(({ relative }, column) => (relative ? [column] : []));

/** Names and senses of the columns: own ones, then for the relative ones the distance to the best of the list. */
export const LIST_FEATURES: readonly ListFeature[] = [
  ...OWN.map(({ name, monotone }) => ({ name, monotone })),
  ...RELATIVE.map((column) => ({ name: `${OWN[column]!.name}ToBest`, monotone: OWN[column]!.monotone })),
];
export const WIDTH = LIST_FEATURES.length;

/** Fills the relative columns of a list from the own ones: value − largest value of the list, ≤ 0. */
export function relateToBest(rows: Float32Array, count: number): void {
  RELATIVE.forEach((column, i) => {
    let best = -Infinity;
    for (let row = 0; row < count; row++) best = Math.max(best, rows[row * WIDTH + column]!);
    for (let row = 0; row < count; row++) {
      rows[row * WIDTH + OWN.length + i] = rows[row * WIDTH + column]! - best;
    }
  });
}
