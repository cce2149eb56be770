import { calibrate, CONFIDENCE_WIDTH, writeConfidenceRows, type Calibration } from './confidence.ts';
import type { DifferenceTable } from './difference.ts';
import { Embedding, type EmbeddingTable } from './embedding.ts';
import { LIST_FEATURES, relateToBest, WIDTH } from './list-features.ts';
import { ListReader, type ReadList } from './list-reader.ts';
import type { ScorePart } from './match.ts';
import type { Judged, RankingModel } from './model.ts';
import { attributeTrees, evaluateTrees, type Trees } from './trees.ts';

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
 * and trees over all of them. About 0.4 ms a query.
 */
export function createFittedModel(parts: FittedParts): RankingModel {
  const reader = new ListReader(new Embedding(parts.embedding), parts.difference);
  return {
    version: parts.version,
    judge(index, query, candidates, opposites) {
      if (candidates.length === 0) return [];
      const written = reader.prepareQuery(query);
      const selected = reader.select(written, candidates);
      return judgeList(parts, reader.read(index, query, written, selected, opposites));
    },
  };
}

function judgeList(parts: FittedParts, { items, rows }: ReadList): Judged[] {
  relateToBest(rows, items.length);
  const scores = items.map((_, i) => evaluateTrees(parts.ranking, rows, i * WIDTH));
  const confidenceRows = writeConfidenceRows(rows, scores);
  return items.map(({ candidate, query }, i) => ({
    candidate,
    score: scores[i]!,
    confidence: calibrate(
      parts.calibration,
      evaluateTrees(parts.confidence, confidenceRows, i * CONFIDENCE_WIDTH),
    ),
    read: () => query,
    explain: () => explain(parts.ranking, rows.subarray(i * WIDTH, (i + 1) * WIDTH)),
  }));
}

function explain(trees: Trees, row: Float32Array): ScorePart[] {
  const { contributions, rest } = attributeTrees(trees, row, 0, WIDTH);
  const parts = LIST_FEATURES.map(({ name }, i) => ({
    feature: name,
    value: row[i]!,
    contribution: contributions[i]!,
  })).filter(({ contribution }) => contribution !== 0);
  return rest === 0 ? parts : [...parts, { feature: 'base', value: 1, contribution: rest }];
}
