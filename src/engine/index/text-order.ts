import type { Steps } from '../steps.ts';
import type { CollectedPostings } from './collected-postings.ts';
import { sortInSteps } from './sort-in-steps.ts';

/** Terms of fewer texts than this say too little of a text's neighbours to order by. */
const LEAST_FREQUENCY = 4;
/** Terms in a larger share of the texts tell nothing. */
const LARGEST_SHARE = 0.06;
const KEY_LENGTH = 6;
const TEXTS_A_STEP = 256;
/** Sorts behind every term. */
const NONE = 0xffffffff;

/**
 * An order in which similar texts are neighbours, so that blocks hold alike texts and their bounds are tight: texts
 * sorted by their term lists, most frequent term first. Blocks scored fall to about a third of what they are in
 * order of insertion. O(n log n).
 * @param frequencies texts that hold each term
 */
export function* orderTexts(collected: CollectedPostings, frequencies: Uint32Array): Steps<Uint32Array> {
  const { textCount } = collected;
  const most = Math.max(64, textCount * LARGEST_SHARE);
  const keys = new Uint32Array(textCount * KEY_LENGTH).fill(NONE);
  for (let text = 0; text < textCount; text++) {
    const end = collected.endOf(text);
    for (let i = collected.startOf(text); i < end; i++) {
      const term = collected.termAt(i);
      const frequency = frequencies[term]!;
      if (frequency >= LEAST_FREQUENCY && frequency <= most) offer(keys, text, term, frequencies);
    }
    if (text % TEXTS_A_STEP === 0) yield;
  }
  const texts = new Uint32Array(textCount);
  for (let text = 0; text < textCount; text++) texts[text] = text;
  return yield* sortInSteps(texts, (a, b) => {
    for (let i = 0; i < KEY_LENGTH; i++) {
      const difference = keys[a * KEY_LENGTH + i]! - keys[b * KEY_LENGTH + i]!;
      if (difference !== 0) return difference;
    }
    return a - b;
  });
}

/** Puts `term` into the key of a text, which holds its most frequent terms, of equally frequent the lower number first. */
function offer(keys: Uint32Array, text: number, term: number, frequencies: Uint32Array): void {
  const first = text * KEY_LENGTH;
  const frequency = frequencies[term]!;
  let place = first + KEY_LENGTH;
  for (; place > first; place--) {
    const other = keys[place - 1]!;
    const isBetter =
      other === NONE ||
      frequency > frequencies[other]! ||
      (frequency === frequencies[other]! && term < other);
    if (!isBetter) break;
    if (place < first + KEY_LENGTH) keys[place] = other;
  }
  if (place < first + KEY_LENGTH) keys[place] = term;
}
