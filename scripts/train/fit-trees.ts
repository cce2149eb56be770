import type { Trees } from '../../src/engine/ranking/trees.ts';
import type { ListFeature } from '../../src/engine/ranking/list-features.ts';
import { binColumns, type BinnedTable } from './binned-table.ts';
import { growTree, type GrownTree } from './grow-tree.ts';
import { RIGHT, UNKNOWN } from './candidate-lists.ts';
import type { Random } from './random.ts';

/** Lists of candidates: rows [starts[i], starts[i + 1]) of `rows` are those of list i. */
export interface TrainingTable {
  readonly rows: Float32Array;
  readonly features: readonly ListFeature[];
  readonly starts: Int32Array;
  /** 1 for right candidates, 0 for wrong ones, 2 where that is not known. */
  readonly labels: Uint8Array;
  /** Weight of each list. */
  readonly weights: Float32Array;
}

export interface TreeOptions {
  readonly trees: number;
  readonly leaves: number;
  readonly learningRate: number;
  /** Share of the columns that a tree may use, and of the lists that it sees. */
  readonly columnShare: number;
  readonly listShare: number;
  readonly leastHessian: number;
  readonly regularization: number;
  /** Whether trees must follow the sense of each feature. */
  readonly monotone: boolean;
  /** `list`: which candidate of a list is right (softmax); `each`: whether a candidate is right (logistic). */
  readonly objective: 'list' | 'each';
}

/** Share of the best candidates of unknown label that are right, judged by hand on a few. */
const UNKNOWN_RIGHT = 0.75;
/** Share of the candidates of unknown label that count as wrong. */
const UNKNOWN_PRESENCE = 0.3;

/** Rows whose gradient is smaller tell next to nothing and are skipped when splits are sought. */
const LEAST_GRADIENT = 0.003;

/**
 * Gradient-boosted trees with second-order steps (Friedman 2001; Chen and Guestrin 2016), histograms of 64 bins,
 * grown best leaf first. Costs about rows × columns × trees / 10 nanoseconds.
 * @param start scores to begin with, one a row
 */
export function fitTrees(
  table: TrainingTable,
  options: TreeOptions,
  random: Random,
  start: Float32Array | null = null,
): Trees {
  const binned = binColumns(table.rows, table.features);
  const scores = start?.slice() ?? new Float32Array(binned.rowCount);
  const gradients = new Float32Array(binned.rowCount);
  const hessians = new Float32Array(binned.rowCount);
  const active = new Int32Array(binned.rowCount);
  const grown: GrownTree[] = [];
  for (let round = 0; round < options.trees; round++) {
    const slopes = options.objective === 'list' ? listSlopes : eachSlopes;
    slopes(table, scores, gradients, hessians);
    let count = 0;
    for (let list = 0; list + 1 < table.starts.length; list++) {
      if (random() >= options.listShare) continue;
      for (let row = table.starts[list]!; row < table.starts[list + 1]!; row++) {
        if (Math.abs(gradients[row]!) >= LEAST_GRADIENT) active[count++] = row;
      }
    }
    const columns = binned.columns.flatMap((_, column) => (random() < options.columnShare ? [column] : []));
    const tree = growTree(binned, gradients, hessians, active.subarray(0, count), columns, options);
    addOutputs(binned, tree, scores);
    grown.push(tree);
  }
  return joinTrees(grown);
}

function listSlopes(
  { starts, labels, weights }: TrainingTable,
  scores: Float32Array,
  gradients: Float32Array,
  hessians: Float32Array,
): void {
  for (let list = 0; list + 1 < starts.length; list++) {
    const from = starts[list]!;
    const to = starts[list + 1]!;
    let highest = -Infinity;
    let right = 0;
    for (let row = from; row < to; row++) {
      highest = Math.max(highest, scores[row]!);
      if (labels[row] === RIGHT) right++;
    }
    let total = 0;
    for (let row = from; row < to; row++)
      total += Math.exp(scores[row]! - highest) * presenceOf(labels[row]!);
    const weight = right === 0 ? 0 : weights[list]!;
    for (let row = from; row < to; row++) {
      const share = (Math.exp(scores[row]! - highest) * presenceOf(labels[row]!)) / total;
      gradients[row] = weight * (share - (labels[row] === RIGHT ? 1 / right : 0));
      hessians[row] = weight * Math.max(share * (1 - share), 1e-4);
    }
  }
}

/** A candidate that may be right after all takes part as a fraction of one that is known to be wrong. */
function presenceOf(label: number): number {
  return label === UNKNOWN ? UNKNOWN_PRESENCE : 1;
}

function eachSlopes(
  { starts, labels, weights }: TrainingTable,
  scores: Float32Array,
  gradients: Float32Array,
  hessians: Float32Array,
): void {
  for (let list = 0; list + 1 < starts.length; list++) {
    for (let row = starts[list]!; row < starts[list + 1]!; row++) {
      const share = 1 / (1 + Math.exp(-scores[row]!));
      const target = labels[row] === UNKNOWN ? UNKNOWN_RIGHT : labels[row]!;
      gradients[row] = weights[list]! * (share - target);
      hessians[row] = weights[list]! * Math.max(share * (1 - share), 1e-4);
    }
  }
}

function addOutputs(binned: BinnedTable, tree: GrownTree, scores: Float32Array): void {
  for (let row = 0; row < binned.rowCount; row++) {
    let node = 0;
    while (tree.features[node] !== -1) {
      const bin = binned.bins[tree.features[node]! * binned.rowCount + row]!;
      node = tree.left[node]! + (bin <= tree.splitBins[node]! ? 0 : 1);
    }
    scores[row]! += tree.values[node]!;
  }
}

function joinTrees(grown: readonly GrownTree[]): Trees {
  const roots: number[] = [];
  const features: number[] = [];
  const thresholds: number[] = [];
  const left: number[] = [];
  const values: number[] = [];
  for (const tree of grown) {
    const base = features.length;
    roots.push(base);
    tree.features.forEach((feature, node) => {
      features.push(feature);
      thresholds.push(tree.thresholds[node]!);
      left.push(feature === -1 ? 0 : tree.left[node]! + base);
      values.push(tree.values[node]!);
    });
  }
  return {
    roots: Int32Array.from(roots),
    features: Int16Array.from(features),
    thresholds: Float32Array.from(thresholds),
    left: Int32Array.from(left),
    values: Float32Array.from(values),
  };
}
