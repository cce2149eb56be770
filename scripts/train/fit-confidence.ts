import {
  CONFIDENCE_FEATURES,
  CONFIDENCE_WIDTH,
  writeConfidenceRows,
  type Calibration,
} from '../../src/engine/ranking/confidence.ts';
import { CompiledTrees } from '../../src/engine/ranking/compiled-trees.ts';
import { LIST_FEATURES, relateToBest, WIDTH } from '../../src/engine/ranking/list-features.ts';
import { scoreRows } from '../../src/engine/ranking/score-rows.ts';
import type { Trees } from '../../src/engine/ranking/trees.ts';
import { RIGHT, UNKNOWN, type ListSource } from './candidate-lists.ts';
import { fitTrees, type TrainingTable, type TreeOptions } from './fit-trees.ts';
import { fitIsotonic } from './isotonic.ts';
import { createRandom } from './random.ts';

const OPTIONS: TreeOptions = {
  trees: 80,
  leaves: 15,
  learningRate: 0.1,
  columnShare: 0.4,
  listShare: 0.8,
  leastHessian: 5,
  regularization: 5,
  monotone: true,
  objective: 'each',
};
/** Share of the lists that are shown once more without their right candidates: questions without an answer. */
const EMPTIED_SHARE = 0.4;
/** How much questions of other subjects and emptied lists count beside ordinary ones. */
const FOREIGN_WEIGHT = 4;
const EMPTIED_WEIGHT = 0.5;
/**
 * Share of the lists whose names are not shown: no dictionary knows all products, and what names explain is learned
 * in no other way.
 */
const NAMELESS_SHARE = 0.5;
const NAMES = LIST_FEATURES.flatMap(({ name }, column) =>
  name === 'missingNames' || name === 'otherNames' ? [column] : [],
);
/** Candidates of a list that confidence is fitted on. */
const MOST_ROWS = 2;
const PARTS = 4;

/** One list as confidence sees it. */
interface Example {
  readonly rows: Float32Array;
  /** RIGHT, WRONG or UNKNOWN of each row, best first. */
  readonly labels: readonly number[];
  /** The right candidates were taken out. */
  readonly isEmptied: boolean;
  /** How much it counts. */
  readonly weight: number;
}

export interface FittedConfidence {
  readonly trees: Trees;
  readonly calibration: Calibration;
}

/**
 * Trees that tell right from wrong, and their calibration on predictions for lists that they were not fitted on.
 * @param rankings trees of ranking that were not fitted on the lists of each fold
 */
export function fitConfidence(
  table: TrainingTable,
  sources: readonly ListSource[],
  rankings: readonly CompiledTrees[],
): FittedConfidence {
  const random = createRandom(11);
  const examples: Example[] = [];
  for (let list = 0; list + 1 < table.starts.length; list++) {
    const ranking = rankings[sources[list]!.fold]!;
    const from = table.starts[list]!;
    const numbers = Array.from({ length: table.starts[list + 1]! - from }, (_, i) => from + i);
    const isNameless = random() < NAMELESS_SHARE;
    const weight = sources[list]!.isForeign ? FOREIGN_WEIGHT : 1;
    examples.push({ ...exampleOf(table, numbers, ranking, isNameless), isEmptied: false, weight });
    const others = numbers.filter((row) => table.labels[row] !== RIGHT);
    if (others.length > 1 && others.length < numbers.length && random() < EMPTIED_SHARE) {
      const emptied = exampleOf(table, others, ranking, isNameless);
      examples.push({ ...emptied, isEmptied: true, weight: EMPTIED_WEIGHT });
    }
  }
  const fit = (chosen: readonly Example[]): Trees => fitTrees(tableOf(chosen), OPTIONS, random);
  const partOf = examples.map(() => Math.floor(random() * PARTS));
  const outputs: number[] = [];
  const right: boolean[] = [];
  for (let part = 0; part < PARTS; part++) {
    const trees = new CompiledTrees(fit(examples.filter((_, i) => partOf[i] !== part)));
    examples.forEach(({ rows, labels, isEmptied }, i) => {
      if (partOf[i] !== part || isEmptied || labels[0] === UNKNOWN) return;
      outputs.push(trees.sum(rows.subarray(0, CONFIDENCE_WIDTH), CONFIDENCE_WIDTH)[0]!);
      right.push(labels[0] === RIGHT);
    });
  }
  return { trees: fit(examples), calibration: fitIsotonic(outputs, right) };
}

function exampleOf(
  table: TrainingTable,
  numbers: readonly number[],
  ranking: CompiledTrees,
  isNameless: boolean,
): Pick<Example, 'rows' | 'labels'> {
  const rows = new Float32Array(numbers.length * WIDTH);
  numbers.forEach((row, i) => {
    rows.set(table.rows.subarray(row * WIDTH, (row + 1) * WIDTH), i * WIDTH);
    if (isNameless) for (const column of NAMES) rows[i * WIDTH + column] = 0;
  });
  relateToBest(rows, numbers.length);
  const scores = scoreRows(ranking, rows);
  const all = writeConfidenceRows(rows, scores);
  const best = numbers
    .map((_, i) => i)
    .sort((a, b) => scores[b]! - scores[a]!)
    .slice(0, MOST_ROWS);
  const kept = new Float32Array(best.length * CONFIDENCE_WIDTH);
  best.forEach((i, place) => {
    kept.set(all.subarray(i * CONFIDENCE_WIDTH, (i + 1) * CONFIDENCE_WIDTH), place * CONFIDENCE_WIDTH);
  });
  return { rows: kept, labels: best.map((i) => table.labels[numbers[i]!]!) };
}

function tableOf(examples: readonly Example[]): TrainingTable {
  const starts = [0];
  for (const { labels } of examples) starts.push(starts.at(-1)! + labels.length);
  const rows = new Float32Array(starts.at(-1)! * CONFIDENCE_WIDTH);
  examples.forEach((example, i) => {
    rows.set(example.rows, starts[i]! * CONFIDENCE_WIDTH);
  });
  return {
    rows,
    features: CONFIDENCE_FEATURES,
    starts: Int32Array.from(starts),
    labels: Uint8Array.from(examples.flatMap(({ labels }) => labels)),
    weights: Float32Array.from(examples, ({ weight }) => weight),
  };
}
