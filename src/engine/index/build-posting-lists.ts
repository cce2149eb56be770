import type { Steps } from '../steps.ts';
import type { CollectedPostings } from './collected-postings.ts';
import { BLOCK_SHIFT, BLOCK_SIZE, IMPACT_RANKS, type PostingLists } from './posting-lists.ts';

const TEXTS_A_STEP = 512;

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
  const nextPosting = postingStart.slice(0, -1);
  // The block that each term is in, or the one before its first.
  const current = new Uint32Array(frequencies.length);
  for (let term = 0; term < current.length; term++) current[term] = blockStart[term]! - 1;
  for (let text = 0; text < textCount; text++) {
    const block = text >>> BLOCK_SHIFT;
    const end = collected.endOf(order[text]!);
    for (let i = collected.startOf(order[text]!); i < end; i++) {
      const term = collected.termAt(i);
      const impact = collected.impactAt(i);
      const posting = nextPosting[term]!++;
      const rank = ranks.of(impact, streams[term]!, text);
      postings[posting] = (rank << BLOCK_SHIFT) | (text & (BLOCK_SIZE - 1));
      if (rank === IMPACT_RANKS) odd.push({ posting, impact });
      const isNew = posting === postingStart[term] || blocks[current[term]!] !== block;
      if (isNew) current[term]!++;
      const place = current[term]!;
      blocks[place] = block;
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

/** Gives the different impacts of each text in each stream ranks, in the order they are met. */
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

  /** @returns IMPACT_RANKS where there is no room */
  of(impact: number, stream: number, text: number): number {
    let at = stream * this.#textCount + text;
    for (let rank = 0; rank < IMPACT_RANKS; rank++, at += this.#perRank) {
      if (this.impacts[at] === 0) this.impacts[at] = impact;
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
