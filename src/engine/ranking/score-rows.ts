import type { CompiledTrees } from './compiled-trees.ts';
import { LIST_FEATURES, WIDTH } from './list-features.ts';

/**
 * What the trees are corrected by. In corpora the right question is often worded unlike the wrong ones beside it, and
 * what is fitted on them learns to distrust what query and question share, and to overlook amounts and 不; in a bank they
 * count. The weights were chosen on held-out queries (docs/quality.md).
 */
const WEIGHTS: ReadonlyMap<string, number> = new Map([
  ['retrieval', 4],
  ['quantityConflicts', -2],
  ['negationDiffers', -1],
]);

const COLUMNS = LIST_FEATURES.flatMap(({ name }, column) => {
  const weight = WEIGHTS.get(name);
  return weight === undefined ? [] : [{ column, weight }];
});

/** What the trees say of each row, and the prior. @param rows WIDTH columns a candidate */
export function scoreRows(trees: CompiledTrees, rows: Float32Array): number[] {
  return Array.from(trees.sum(rows, WIDTH), (said, row) =>
    COLUMNS.reduce((sum, { column, weight }) => sum + weight * rows[row * WIDTH + column]!, said),
  );
}

/** The part of the prior that a feature of this value has. */
export function priorShare(feature: string, value: number): number {
  return (WEIGHTS.get(feature) ?? 0) * value;
}
