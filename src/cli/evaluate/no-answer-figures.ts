/** How well confidence tells queries with an answer from queries without, as fractions of 1. */
export interface NoAnswerFigures {
  /** Probability that a query with an answer has more confidence than one without; ties count half. */
  auc: number;
  /** Share of the answerable queries still answered when at most 5 % of the others get an answer. */
  keptAt5: number;
}

const FALSE_ANSWERS_ALLOWED = 0.05;

/** @param answerable, unanswerable confidences, 0 where nothing was found; both not empty */
export function noAnswerFigures(
  answerable: readonly number[],
  unanswerable: readonly number[],
): NoAnswerFigures {
  const falling = [...unanswerable].sort((a, b) => b - a);
  const bar = falling[Math.floor(falling.length * FALSE_ANSWERS_ALLOWED)]!;
  const kept = answerable.filter((confidence) => confidence > bar).length;
  return { auc: areaUnderCurve(answerable, falling), keptAt5: kept / answerable.length };
}

function areaUnderCurve(positives: readonly number[], fallingNegatives: readonly number[]): number {
  const rising = [...fallingNegatives].reverse();
  let wins = 0;
  for (const positive of positives) {
    const below = countWhile(rising, (negative) => negative < positive);
    const notAbove = countWhile(rising, (negative) => negative <= positive);
    wins += (below + notAbove) / 2;
  }
  return wins / (positives.length * rising.length);
}

/** How many of the first items satisfy `holds`, which holds for a beginning of `items` only. */
function countWhile(items: readonly number[], holds: (item: number) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(items[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}
