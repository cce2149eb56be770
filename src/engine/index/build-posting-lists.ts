import type { Steps } from '../steps.ts';
import type { CollectedPostings } from './collected-postings.ts';
import { BLOCK_SHIFT, BLOCK_SIZE, IMPACT_RANKS, type PostingLists } from './posting-lists.ts';

const TEXTS_A_STEP = 256;

/** What is kept of a term while its list is written, side by side so that it is read at once. */
const ROW_LENGTH = 4;
const NEXT_POSTING = 0;
const NEXT_BLOCK = 1;
/** Number of the last block that it was met in, plus one. */
const BLOCKS_SEEN = 2;

/** Terms of what was collected, by number. */
export interface CollectedTerms {
  /** Texts that hold each term. */
  readonly frequencies: Uint32Array;
  /** Stream of each term, below `streamCount`. */
  readonly streams: Uint8Array;
  readonly streamCount: number;
}

/**
 * Posting lists in which texts are numbered by their place in `order`. Time linear in the postings.
 * @param order every text once, as it was collected
 */
export function* buildPostingLists(
  collected: CollectedPostings,
  { frequencies, streams, streamCount }: CollectedTerms,
  order: Uint32Array,
): Steps<PostingLists> {
  const textCount = order.length;
  const postingStart = startsOf(frequencies);
  const blockStart = startsOf(yield* countBlocks(collected, frequencies.length, order));
  const blockCount = blockStart.at(-1)!;
  const postings = new Uint8Array(collected.postingCount);
  const blocks = new Uint16Array(blockCount);
  const blockCounts = new Uint8Array(blockCount);
  const blockMaximum = new Uint8Array(blockCount);
  const ranks = new ImpactRanks(textCount, streamCount);
  const odd: { posting: number; impact: number }[] = [];
  const rows = new Uint32Array(frequencies.length * ROW_LENGTH);
  for (let term = 0; term < frequencies.length; term++) {
    rows[term * ROW_LENGTH + NEXT_POSTING] = postingStart[term]!;
    rows[term * ROW_LENGTH + NEXT_BLOCK] = blockStart[term]!;
  }
  yield;
  for (let text = 0; text < textCount; text++) {
    const block = text >>> BLOCK_SHIFT;
    const start = collected.startOf(order[text]!);
    const end = collected.endOf(order[text]!);
    for (let i = start; i < end; i++) {
      ranks.add(collected.impactAt(i), streams[collected.termAt(i)]!, text);
    }
    for (let i = start; i < end; i++) {
      const term = collected.termAt(i);
      const impact = collected.impactAt(i);
      const row = term * ROW_LENGTH;
      const posting = rows[row + NEXT_POSTING]!++;
      const rank = ranks.of(impact, streams[term]!, text);
      postings[posting] = (rank << BLOCK_SHIFT) | (text & (BLOCK_SIZE - 1));
      if (rank === IMPACT_RANKS) odd.push({ posting, impact });
      if (rows[row + BLOCKS_SEEN] !== block + 1) {
        rows[row + BLOCKS_SEEN] = block + 1;
        blocks[rows[row + NEXT_BLOCK]!++] = block;
      }
      const place = rows[row + NEXT_BLOCK]! - 1;
      blockCounts[place]!++;
      if (impact > blockMaximum[place]!) blockMaximum[place] = impact;
    }
    if (text % TEXTS_A_STEP === 0) yield;
  }
  odd.sort((a, b) => a.posting - b.posting);
  return {
    textCount,
    postingStart,
    postings,
    blockStart,
    blocks,
    blockCounts,
    blockMaximum,
    streams,
    streamCount,
    impacts: ranks.impacts,
    oddPostings: Uint32Array.from(odd, ({ posting }) => posting),
    oddImpacts: Uint8Array.from(odd, ({ impact }) => impact),
  };
}

/** Gives the lowest of the different impacts of each text in each stream ranks. */
class ImpactRanks {
  /** As in `PostingLists`. */
  readonly impacts: Uint8Array;
  readonly #textCount: number;
  readonly #perRank: number;

  constructor(textCount: number, streamCount: number) {
    this.#textCount = textCount;
    this.#perRank = textCount * streamCount;
    this.impacts = new Uint8Array(this.#perRank * IMPACT_RANKS);
  }

  /** Comes before `of` for all impacts of a text. */
  add(impact: number, stream: number, text: number): void {
    let higher = impact;
    let at = stream * this.#textCount + text;
    for (let rank = 0; rank < IMPACT_RANKS; rank++, at += this.#perRank) {
      const other = this.impacts[at]!;
      if (other === higher) return;
      if (other !== 0 && other < higher) continue;
      this.impacts[at] = higher;
      if (other === 0) return;
      higher = other;
    }
  }

  /** @returns IMPACT_RANKS where there is no room */
  of(impact: number, stream: number, text: number): number {
    let at = stream * this.#textCount + text;
    for (let rank = 0; rank < IMPACT_RANKS; rank++, at += this.#perRank) {
      if (this.impacts[at] === impact) return rank;
    }
    return IMPACT_RANKS;
  }
}

/** Blocks that hold each term. */
function* countBlocks(
  collected: CollectedPostings,
  termCount: number,
  order: Uint32Array,
): Steps<Uint32Array> {
  const counts = new Uint32Array(termCount);
  // The last block that each term was met in, plus one.
  const last = new Uint32Array(termCount);
  for (let text = 0; text < order.length; text++) {
    const block = (text >>> BLOCK_SHIFT) + 1;
    const end = collected.endOf(order[text]!);
    for (let i = collected.startOf(order[text]!); i < end; i++) {
      const term = collected.termAt(i);
      if (last[term] === block) continue;
      last[term] = block;
      counts[term]!++;
    }
    if (text % TEXTS_A_STEP === 0) yield;
  }
  return counts;
}

/** Where each of consecutive lists of these lengths begins, and where the last ends. */
function startsOf(lengths: Uint32Array): Uint32Array {
  const starts = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) starts[i + 1] = starts[i]! + lengths[i]!;
  return starts;
}
