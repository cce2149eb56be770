import { scaleConfidence, weighAdaptation, type Adaptation } from '../adaptation/adaptation.ts';
import { CompiledTrees } from './compiled-trees.ts';
import { calibrate, CONFIDENCE_WIDTH, writeConfidenceRows, type Calibration } from './confidence.ts';
import { createDifferences, findDifferences, type DifferenceTable } from './difference.ts';
import { Embedding, type EmbeddingTable } from './embedding.ts';
import { LIST_FEATURES, relateToBest, WIDTH } from './list-features.ts';
import { ListReader, type ReadCandidate, type ReadList } from './list-reader.ts';
import type { ScorePart } from './match.ts';
import type { Judged, RankingModel } from './model.ts';
import { priorShare, scoreRows } from './score-rows.ts';
import { attributeTrees, type Trees } from './trees.ts';

/** Everything that training fits. */
export interface FittedParts {
  readonly version: string;
  readonly embedding: EmbeddingTable;
  readonly difference: DifferenceTable;
  /** Orders a list, over LIST_FEATURES. */
  readonly ranking: Trees;
  /** Tells right from wrong, over LIST_FEATURES and what the ranking made of them. */
  readonly confidence: Trees;
  readonly calibration: Calibration;
}

/**
 * The fitted ranking: hand-made features of query and wording, a static embedding, a learned model of differences,
 * trees over all of them, and a prior that corrects these. 0.2 to 0.5 ms a query.
 */
export function createFittedModel({ version, ...parts }: FittedParts): RankingModel {
  const reader = new ListReader(new Embedding(parts.embedding), parts.difference);
  const judges: Judges = {
    ranking: new CompiledTrees(parts.ranking),
    rankingTrees: parts.ranking,
    confidence: new CompiledTrees(parts.confidence),
    calibration: parts.calibration,
  };
  return {
    version,
    judge(index, query, candidates, { opposites, adaptation }) {
      if (candidates.length === 0) return [];
      const written = reader.prepareQuery(query);
      const selected = reader.select(written, candidates);
      const fitting = adaptation?.model === version ? adaptation : null;
      return judgeList(judges, fitting, reader.read(index, query, written, selected, opposites));
    },
  };
}

interface Judges {
  readonly ranking: CompiledTrees;
  /** The same, for explaining it. */
  readonly rankingTrees: Trees;
  readonly confidence: CompiledTrees;
  readonly calibration: Calibration;
}

function judgeList(judges: Judges, adaptation: Adaptation | null, { items, rows }: ReadList): Judged[] {
  relateToBest(rows, items.length);
  const learned = items.map((item) =>
    adaptation === null ? 0 : weighAdaptation(adaptation.weights, differencesOf(item)),
  );
  const scores = scoreRows(judges.ranking, rows).map((score, i) => score + learned[i]!);
  const outputs = judges.confidence.sum(writeConfidenceRows(rows, scores), CONFIDENCE_WIDTH);
  return items.map((item, i) => ({
    candidate: item.candidate,
    score: scores[i]!,
    confidence: scaleConfidence(adaptation?.scaling ?? null, calibrate(judges.calibration, outputs[i]!)),
    read: () => item.query,
    differences: () => differencesOf(item),
    explain: () => explain(judges.rankingTrees, rows.subarray(i * WIDTH, (i + 1) * WIDTH), learned[i]!),
  }));
}

/** The keys by which an adaptation knows the pair. */
function differencesOf({ pair, wording }: ReadCandidate): Int32Array {
  const { keys, count } = findDifferences(pair.read, wording, createDifferences());
  return keys.subarray(0, count);
}

/** @param learned what the adaptation of the bank adds */
function explain(trees: Trees, row: Float32Array, learned: number): ScorePart[] {
  const { contributions, rest } = attributeTrees(trees, row, 0, WIDTH);
  const parts: ScorePart[] = LIST_FEATURES.map(({ name }, i) => ({
    feature: name,
    value: row[i]!,
    contribution: contributions[i]! + priorShare(name, row[i]!),
  })).filter(({ contribution }) => contribution !== 0);
  if (rest !== 0) parts.push({ feature: 'base', value: 1, contribution: rest });
  if (learned !== 0) parts.push({ feature: 'adaptation', value: 1, contribution: learned });
  return parts;
}
