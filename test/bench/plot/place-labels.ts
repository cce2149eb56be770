const LINE_HEIGHT = 15;

/**
 * Moves labels apart so that none covers another, in their order from top to bottom.
 * @param wanted the heights at which they would stand @returns those at which they do, in the same order
 */
export function placeLabels(wanted: readonly number[]): number[] {
  const order = wanted.map((_, at) => at).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  order.forEach((at, i) => {
    if (i > 0) placed[at] = Math.max(placed[at]!, placed[order[i - 1]!]! + LINE_HEIGHT);
  });
  // What was pushed down by its neighbours pulls them half the way back up.
  const push = Math.max(0, ...placed.map((y, at) => y - wanted[at]!)) / 2;
  return placed.map((y) => y - push);
}
