import type { Steps } from '../steps.ts';
import type { CollectedPostings } from './collected-postings.ts';
import { BLOCK_SHIFT, type PostingLists } from './posting-lists.ts';

const TEXTS_A_STEP = 512;
const POSTINGS_A_STEP = 1 << 16;

/** Postings by term, and how many blocks each term has. */
interface PlacedPostings extends Pick<PostingLists, 'postingStart' | 'texts' | 'impacts'> {
  readonly blockCounts: Uint32Array;
}

/**
 * Posting lists in which texts are numbered by their place in `order`. Time linear in the postings.
 * @param frequencies texts that hold each term
 * @param order every text once, as it was collected
 */
export function* buildPostingLists(
  collected: CollectedPostings,
  frequencies: Uint32Array,
  order: Uint32Array,
): Steps<PostingLists> {
  const { blockCounts, ...placed } = yield* placePostings(collected, frequencies, order);
  const blockStart = startsOf(blockCounts);
  return {
    termCount: frequencies.length,
    ...placed,
    blockStart,
    ...(yield* boundBlocks(placed, blockStart)),
  };
}

/** Where each of consecutive lists of these lengths begins, and where the last ends. */
function startsOf(lengths: Uint32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) starts[i + 1] = starts[i]! + lengths[i]!;
  return starts;
}

function* placePostings(
  collected: CollectedPostings,
  frequencies: Uint32Array,
  order: Uint32Array,
): Steps<PlacedPostings> {
  const postingStart = startsOf(frequencies);
  const texts = new Uint32Array(collected.postingCount);
  const impacts = new Uint8Array(collected.postingCount);
  const next = postingStart.slice();
  const blockCounts = new Uint32Array(frequencies.length);
  for (let text = 0; text < order.length; text++) {
    const original = order[text]!;
    const end = collected.endOf(original);
    for (let i = collected.startOf(original); i < end; i++) {
      const term = collected.termAt(i);
      const at = next[term]!++;
      texts[at] = text;
      impacts[at] = collected.impactAt(i);
      const beginsBlock =
        at === postingStart[term] || texts[at - 1]! >>> BLOCK_SHIFT !== text >>> BLOCK_SHIFT;
      if (beginsBlock) blockCounts[term]!++;
    }
    if (text % TEXTS_A_STEP === 0) yield;
  }
  return { postingStart, texts, impacts, blockCounts };
}

function* boundBlocks(
  { postingStart, texts, impacts }: Pick<PostingLists, 'postingStart' | 'texts' | 'impacts'>,
  blockStart: Uint32Array,
): Steps<Pick<PostingLists, 'blocks' | 'blockPosting' | 'blockMaximum'>> {
  const termCount = blockStart.length - 1;
  const blockCount = blockStart[termCount]!;
  const blocks = new Uint32Array(blockCount);
  const blockPosting = new Uint32Array(blockCount);
  const blockMaximum = new Uint8Array(blockCount);
  let stepEnd = POSTINGS_A_STEP;
  for (let term = 0; term < termCount; term++) {
    const end = postingStart[term + 1]!;
    let place = blockStart[term]! - 1;
    let current = -1;
    for (let i = postingStart[term]!; i < end; i++) {
      const block = texts[i]! >>> BLOCK_SHIFT;
      if (block !== current) {
        place++;
        blocks[place] = block;
        blockPosting[place] = i;
        current = block;
      }
      if (impacts[i]! > blockMaximum[place]!) blockMaximum[place] = impacts[i]!;
    }
    if (end < stepEnd) continue;
    stepEnd = end + POSTINGS_A_STEP;
    yield;
  }
  return { blocks, blockPosting, blockMaximum };
}
