import { MOST_BINS, type BinnedTable } from './binned-table.ts';

export interface GrowOptions {
  readonly leaves: number;
  readonly learningRate: number;
  readonly leastHessian: number;
  readonly regularization: number;
  readonly monotone: boolean;
}

/** One tree; node 0 is the root, children of a node are `left` and `left + 1`, leaves have feature −1. */
export interface GrownTree {
  readonly features: number[];
  readonly splitBins: number[];
  readonly thresholds: number[];
  readonly left: number[];
  readonly values: number[];
}

interface Split {
  gain: number;
  column: number;
  bin: number;
  leftValue: number;
  rightValue: number;
}

interface Leaf {
  node: number;
  rows: Int32Array;
  /** Gradient and hessian sums by column and bin. */
  histogram: Float64Array;
  /** Outputs must stay within, so that splits above keep their sense. */
  low: number;
  high: number;
  split: Split | null;
}

/** Grows one tree, always splitting the leaf that gains most. */
export function growTree(
  binned: BinnedTable,
  gradients: Float32Array,
  hessians: Float32Array,
  rows: Int32Array,
  columns: readonly number[],
  options: GrowOptions,
): GrownTree {
  const tree: GrownTree = { features: [-1], splitBins: [0], thresholds: [0], left: [0], values: [0] };
  const root: Leaf = {
    node: 0,
    rows: rows.slice(),
    histogram: sumHistogram(binned, gradients, hessians, rows, columns),
    low: -Infinity,
    high: Infinity,
    split: null,
  };
  root.split = bestSplit(binned, root, columns, options);
  const leaves = [root];
  while (leaves.length < options.leaves) {
    const best = leaves.reduce<Leaf | null>(
      (found, leaf) => ((leaf.split?.gain ?? 0) > (found?.split?.gain ?? 0) ? leaf : found),
      null,
    );
    if (best?.split == null) break;
    const [left, right] = splitLeaf(tree, binned, best, gradients, hessians, columns, options);
    leaves.splice(leaves.indexOf(best), 1, left, right);
  }
  return tree;
}

function sumHistogram(
  { bins, rowCount }: BinnedTable,
  gradients: Float32Array,
  hessians: Float32Array,
  rows: Int32Array,
  columns: readonly number[],
): Float64Array {
  const histogram = new Float64Array(columns.length * MOST_BINS * 2);
  for (let c = 0; c < columns.length; c++) {
    const from = columns[c]! * rowCount;
    const base = c * MOST_BINS * 2;
    for (const row of rows) {
      const at = base + bins[from + row]! * 2;
      histogram[at]! += gradients[row]!;
      histogram[at + 1]! += hessians[row]!;
    }
  }
  return histogram;
}

function bestSplit(
  { edges, columns: features }: BinnedTable,
  leaf: Leaf,
  columns: readonly number[],
  { regularization, leastHessian, monotone }: GrowOptions,
): Split | null {
  const { histogram, low, high } = leaf;
  let best: Split | null = null;
  columns.forEach((column, c) => {
    const base = c * MOST_BINS * 2;
    const binCount = edges[column]!.length + 1;
    let gradient = 0;
    let hessian = 0;
    for (let bin = 0; bin < binCount; bin++) {
      gradient += histogram[base + bin * 2]!;
      hessian += histogram[base + bin * 2 + 1]!;
    }
    const before = outputOf(gradient, hessian, regularization, low, high);
    const lossBefore = lossOf(gradient, hessian, regularization, before);
    const sense = monotone ? features[column]!.monotone : 0;
    let leftGradient = 0;
    let leftHessian = 0;
    for (let bin = 0; bin + 1 < binCount; bin++) {
      leftGradient += histogram[base + bin * 2]!;
      leftHessian += histogram[base + bin * 2 + 1]!;
      if (leftHessian < leastHessian) continue;
      if (hessian - leftHessian < leastHessian) break;
      const leftValue = outputOf(leftGradient, leftHessian, regularization, low, high);
      const rightValue = outputOf(gradient - leftGradient, hessian - leftHessian, regularization, low, high);
      if ((rightValue - leftValue) * sense < 0) continue;
      const gain =
        lossBefore -
        lossOf(leftGradient, leftHessian, regularization, leftValue) -
        lossOf(gradient - leftGradient, hessian - leftHessian, regularization, rightValue);
      if (gain > (best?.gain ?? 1e-6)) best = { gain, column, bin, leftValue, rightValue };
    }
  });
  return best;
}

function outputOf(
  gradient: number,
  hessian: number,
  regularization: number,
  low: number,
  high: number,
): number {
  return Math.min(high, Math.max(low, -gradient / (hessian + regularization)));
}

function lossOf(gradient: number, hessian: number, regularization: number, output: number): number {
  return gradient * output + 0.5 * (hessian + regularization) * output * output;
}

function splitLeaf(
  tree: GrownTree,
  binned: BinnedTable,
  leaf: Leaf,
  gradients: Float32Array,
  hessians: Float32Array,
  columns: readonly number[],
  options: GrowOptions,
): [Leaf, Leaf] {
  const { column, bin, leftValue, rightValue } = leaf.split!;
  const first = tree.features.length;
  tree.features[leaf.node] = column;
  tree.splitBins[leaf.node] = bin;
  tree.thresholds[leaf.node] = binned.edges[column]![bin]!;
  tree.left[leaf.node] = first;
  for (const value of [leftValue, rightValue]) {
    tree.features.push(-1);
    tree.splitBins.push(0);
    tree.thresholds.push(0);
    tree.left.push(0);
    tree.values.push(value * options.learningRate);
  }
  const from = column * binned.rowCount;
  const leftRows = leaf.rows.filter((row) => binned.bins[from + row]! <= bin);
  const rightRows = leaf.rows.filter((row) => binned.bins[from + row]! > bin);
  const isLeftSmaller = leftRows.length <= rightRows.length;
  const smaller = sumHistogram(binned, gradients, hessians, isLeftSmaller ? leftRows : rightRows, columns);
  const larger = leaf.histogram;
  for (let i = 0; i < larger.length; i++) larger[i]! -= smaller[i]!;
  const middle = (leftValue + rightValue) / 2;
  const sense = options.monotone ? binned.columns[column]!.monotone : 0;
  const leafOf = (isLeft: boolean): Leaf => {
    const isBelow = sense !== 0 && isLeft === sense > 0;
    const isAbove = sense !== 0 && !isBelow;
    const child: Leaf = {
      node: isLeft ? first : first + 1,
      rows: isLeft ? leftRows : rightRows,
      histogram: isLeft === isLeftSmaller ? smaller : larger,
      low: isAbove ? Math.max(leaf.low, middle) : leaf.low,
      high: isBelow ? Math.min(leaf.high, middle) : leaf.high,
      split: null,
    };
    child.split = bestSplit(binned, child, columns, options);
    return child;
  };
  return [leafOf(true), leafOf(false)];
}
