/**
 * A sum of regression trees. Nodes of all trees lie in one row; a node sends values ≤ threshold to `left` and
 * others to `left + 1`; a leaf has no feature. Every node knows the mean output of what passes it, so that the
 * sum can be told apart by feature (Saabas 2014): each step adds the change of that mean.
 */
export interface Trees {
  readonly roots: Int32Array;
  /** A column of the table; `LEAF`: none. */
  readonly features: Int16Array;
  readonly thresholds: Float32Array;
  readonly left: Int32Array;
  readonly values: Float32Array;
}

/** The feature of a leaf. */
export const LEAF = -1;

/** What each feature adds to the sum; with the returned rest they make it up. */
export function attributeTrees(
  trees: Trees,
  row: Float32Array,
  offset: number,
  featureCount: number,
): { contributions: Float64Array; rest: number } {
  const { roots, features, thresholds, left, values } = trees;
  const contributions = new Float64Array(featureCount);
  let rest = 0;
  for (const root of roots) {
    let node = root;
    rest += values[node]!;
    while (features[node] !== LEAF) {
      const feature = features[node]!;
      const next = left[node]! + (row[offset + feature]! <= thresholds[node]! ? 0 : 1);
      contributions[feature]! += values[next]! - values[node]!;
      node = next;
    }
  }
  return { contributions, rest };
}
