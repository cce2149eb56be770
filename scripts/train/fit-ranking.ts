import { LIST_FEATURES, relateToBest, WIDTH, DIFFERENCE } from '../../src/engine/ranking/list-features.ts';
import type { DifferenceTable } from '../../src/engine/ranking/difference.ts';
import { CompiledTrees } from '../../src/engine/ranking/compiled-trees.ts';
import type { Trees } from '../../src/engine/ranking/trees.ts';
import type { CandidateLists } from './candidate-lists.ts';
import { fitConfidence, type FittedConfidence } from './fit-confidence.ts';
import { fitDifference, quantizeDifference, scoreRow, type DifferenceLists } from './fit-difference.ts';
import { fitTrees, type TrainingTable, type TreeOptions } from './fit-trees.ts';
import { FOLDS } from './fold-embeddings.ts';
import { createRandom } from './random.ts';

const OPTIONS: TreeOptions = {
  trees: 140,
  leaves: 31,
  learningRate: 0.1,
  columnShare: 0.4,
  listShare: 0.7,
  leastHessian: 3,
  regularization: 2,
  monotone: true,
  objective: 'list',
};
/** What the difference model takes as known: retrieval and cosine, each times this. */
const OFFSET_SHARE = 8;

export interface FittedRanking extends FittedConfidence {
  readonly difference: DifferenceTable;
  readonly ranking: Trees;
}

/** Fits what stands on top of the embedding: differences, trees, confidence. */
export function fitRanking(lists: CandidateLists, note: (text: string) => void): FittedRanking {
  const { sources } = lists;
  const table: TrainingTable = {
    rows: lists.rows.view(),
    features: LIST_FEATURES,
    starts: Int32Array.from(lists.starts),
    labels: Uint8Array.from(lists.labels),
    weights: new Float32Array(sources.length).fill(1),
  };
  const folds = sources.map(({ fold }) => fold);
  const difference = addDifferences(lists, table, folds);
  note('differences fitted');
  for (let list = 0; list < sources.length; list++) {
    const [from, to] = [table.starts[list]!, table.starts[list + 1]!];
    relateToBest(table.rows.subarray(from * WIDTH, to * WIDTH), to - from);
  }
  const ranking = fitTrees(table, OPTIONS, createRandom(7));
  note('ranking fitted');
  // For telling confidence how the ranking does on lists that it was not fitted on.
  const rankings = Array.from(
    { length: FOLDS },
    (_, fold) => new CompiledTrees(fitTrees(withoutFold(table, folds, fold), OPTIONS, createRandom(8))),
  );
  const confidence = fitConfidence(table, sources, rankings);
  note('confidence fitted');
  return { difference, ranking, ...confidence };
}

/** Fills the column of differences with what models say that were not fitted on the list's fold. */
function addDifferences(
  lists: CandidateLists,
  table: TrainingTable,
  folds: readonly number[],
): DifferenceTable {
  const cosine = LIST_FEATURES.findIndex(({ name }) => name === 'cosine');
  const data: DifferenceLists = {
    starts: table.starts,
    labels: table.labels,
    keyStarts: Int32Array.from(lists.keyStarts),
    keys: lists.keys.view(),
    offsets: Float32Array.from(
      table.labels,
      (_, row) => OFFSET_SHARE * (table.rows[row * WIDTH]! + table.rows[row * WIDTH + cosine]!),
    ),
  };
  const numbers = folds.map((_, list) => list);
  for (let fold = 0; fold < FOLDS; fold++) {
    const weights = fitDifference(
      data,
      numbers.filter((list) => folds[list] !== fold),
      createRandom(5),
    );
    for (const list of numbers) {
      if (folds[list] !== fold) continue;
      for (let row = table.starts[list]!; row < table.starts[list + 1]!; row++) {
        table.rows[row * WIDTH + DIFFERENCE] = scoreRow(data, row, weights);
      }
    }
  }
  return quantizeDifference(fitDifference(data, numbers, createRandom(5)));
}

/** The same table; lists of a fold weigh nothing. */
function withoutFold(table: TrainingTable, folds: readonly number[], fold: number): TrainingTable {
  return { ...table, weights: table.weights.map((weight, list) => (folds[list] === fold ? 0 : weight)) };
}
