/** How well the right questions were ranked, as fractions of 1. */
export interface RankingFigures {
  queries: number;
  /** Share of queries with a right question among the first 1, 5, 10. */
  recallAt1: number;
  recallAt5: number;
  recallAt10: number;
  /** Mean of 1 / rank of the first right question, 0 beyond the tenth. */
  mrrAt10: number;
}

/** @param ranks of the first right question of each query, from 1; Infinity: none was found */
export function rankingFigures(ranks: readonly number[]): RankingFigures {
  const share = (limit: number) => mean(ranks.map((rank) => (rank <= limit ? 1 : 0)));
  return {
    queries: ranks.length,
    recallAt1: share(1),
    recallAt5: share(5),
    recallAt10: share(10),
    mrrAt10: mean(ranks.map((rank) => (rank <= 10 ? 1 / rank : 0))),
  };
}

function mean(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, value) => sum + value, 0) / values.length;
}
