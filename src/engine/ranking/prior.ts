import { LIST_FEATURES, WIDTH } from './list-features.ts';

/**
 * What the trees are corrected by. In corpora the right question is often worded unlike the wrong ones beside it, and
 * what is fitted on them learns to distrust what query and question share, and to overlook amounts and 不; in a bank they
 * count. The weights were chosen on held-out queries (docs/quality.md).
 */
const WEIGHTS: ReadonlyMap<string, number> = new Map([
  ['retrieval', 2],
  ['quantityConflicts', -1],
  ['negationDiffers', -0.5],
]);

const COLUMNS = LIST_FEATURES.flatMap(({ name }, column) => {
  const weight = WEIGHTS.get(name);
  return weight === undefined ? [] : [{ column, weight }];
});

/** Added to what the trees say of a row. @param rows WIDTH columns a candidate */
export function priorOf(rows: Float32Array, row: number): number {
  return COLUMNS.reduce((sum, { column, weight }) => sum + weight * rows[row * WIDTH + column]!, 0);
}

/** The part of it that a feature of this value has. */
export function priorShare(feature: string, value: number): number {
  return (WEIGHTS.get(feature) ?? 0) * value;
}
