import type { Steps } from '../steps.ts';
import type { CollectedTerms } from './build-posting-lists.ts';
import type { CollectedPostings } from './collected-postings.ts';
import { scratchIntegers } from './scratch-integers.ts';
import { sortInSteps } from './sort-in-steps.ts';
import { STREAMS } from './terms.ts';

/** Terms of fewer texts than this say too little of a text's neighbours to order by. */
const LEAST_FREQUENCY = 4;
/** Terms in a larger share of the texts tell nothing. */
const LARGEST_SHARE = 0.12;
const KEY_LENGTH = 6;
const TEXTS_A_STEP = 256;
const WORDS = STREAMS.indexOf('words');
/** Sorts behind every term. */
const NONE = 0xffffffff;

/**
 * An order in which similar texts are neighbours, so that blocks hold alike texts and their bounds are tight: texts
 * sorted by their words, most frequent one first. With characters and sounds in the key twice as many blocks are scored;
 * recursive graph bisection costs far more and leaves as many. O(n log n).
 * @param frequencies texts that hold each term, falling
 */
export function* orderTexts(
  collected: CollectedPostings,
  { frequencies, streams }: CollectedTerms,
): Steps<Uint32Array> {
  const { textCount } = collected;
  const most = Math.max(64, Math.floor(textCount * LARGEST_SHARE));
  const first = firstBelow(frequencies, most + 1);
  const end = firstBelow(frequencies, LEAST_FREQUENCY);
  const keys = scratchIntegers(textCount * KEY_LENGTH).fill(NONE);
  for (let text = 0; text < textCount; text++) {
    const last = collected.endOf(text);
    for (let i = collected.startOf(text); i < last; i++) {
      const term = collected.termAt(i);
      if (term >= first && term < end && streams[term] === WORDS) offer(keys, text * KEY_LENGTH, term);
    }
    if (text % TEXTS_A_STEP === 0) yield;
  }
  const texts = scratchIntegers(textCount);
  for (let text = 0; text < textCount; text++) texts[text] = text;
  return yield* sortInSteps(texts, (a, b) => {
    for (let i = 0; i < KEY_LENGTH; i++) {
      const difference = keys[a * KEY_LENGTH + i]! - keys[b * KEY_LENGTH + i]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

/** Where the first number below `limit` stands; behind the end: there is none. */
function firstBelow(frequencies: Uint32Array, limit: number): number {
  const place = frequencies.findIndex((frequency) => frequency < limit);
  return place === -1 ? frequencies.length : place;
}

/** Puts `term` into the key that begins at `first`, which holds the lowest of the terms offered, rising. */
function offer(keys: Uint32Array, first: number, term: number): void {
  let place = first + KEY_LENGTH;
  for (; place > first && keys[place - 1]! > term; place--) {
    if (place < first + KEY_LENGTH) keys[place] = keys[place - 1]!;
  }
  if (place < first + KEY_LENGTH) keys[place] = term;
}
