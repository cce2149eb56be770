import { setFlagsFromString } from 'node:v8';

const USUAL_PERCENT = 100;
const SPARING_PERCENT = 60;
/** Of arrays outside the heaps, which is where an index lies: of some 500,000 questions. */
const LARGE_INDEX_BYTES = 200 * 2 ** 20;

let sparing = 0;

/**
 * Collects garbage in all threads of this process whenever a heap has doubled; where a large index takes memory already,
 * when it has grown by three fifths. By itself V8 waits until it is up to four times as large: with a million questions
 * and after 3,500 different searches that made 70 MB more than doubling, and doubling makes 15 MB more than three fifths.
 * Answers from the cache take a fifth longer with less than double. To be called again when an index was loaded.
 */
export function limitHeapGrowth(): void {
  const isLarge = process.memoryUsage().external > LARGE_INDEX_BYTES;
  const percent = sparing > 0 || isLarge ? SPARING_PERCENT : USUAL_PERCENT;
  setFlagsFromString(`--heap-growing-percent=${percent}`);
}

/**
 * Collects when a heap has grown by three fifths, for work that leaves much behind. With less than that an import takes a
 * tenth longer.
 * @returns ends it; to be called once
 */
export function spareMemory(): () => void {
  sparing++;
  limitHeapGrowth();
  return () => {
    sparing--;
    limitHeapGrowth();
  };
}
