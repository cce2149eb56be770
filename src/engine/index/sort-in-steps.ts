import type { Steps } from '../steps.ts';
import { scratchIntegers } from './scratch-integers.ts';

/** Items sorted at once, and items merged between two steps. */
const RUN_LENGTH = 1024;

/**
 * Sorts by merging sorted runs. O(n log n).
 * @param items used as working memory; the result may be this array or another
 * @param compare a total order: no two items are equal, so that the result is the same however it is sorted
 */
export function* sortInSteps(
  items: Uint32Array,
  compare: (a: number, b: number) => number,
): Steps<Uint32Array> {
  for (let start = 0; start < items.length; start += RUN_LENGTH) {
    items.subarray(start, start + RUN_LENGTH).sort(compare);
    yield;
  }
  let sorted = items;
  let free: Uint32Array = scratchIntegers(items.length);
  for (let width = RUN_LENGTH; width < items.length; width *= 2) {
    for (let start = 0; start < items.length; start += 2 * width) {
      yield* merge(sorted, free, start, width, compare);
    }
    [sorted, free] = [free, sorted];
  }
  return sorted;
}

/** Merges the two runs of `width` that begin at `start` of `from` into the same place of `to`. */
function* merge(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  width: number,
  compare: (a: number, b: number) => number,
): Steps<void> {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(middle + width, from.length);
  let [left, right] = [start, middle];
  for (let at = start; at < end; at++) {
    const takesLeft = right === end || (left < middle && compare(from[left]!, from[right]!) < 0);
    to[at] = takesLeft ? from[left++]! : from[right++]!;
    if (at % RUN_LENGTH === 0) yield;
  }
}
