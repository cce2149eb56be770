import type { Steps } from '../steps.ts';
import type { CollectedPostings } from './collected-postings.ts';
import {
  blockCountOf,
  BLOCK_SHIFT,
  BLOCK_SIZE,
  ENTRY_GROUP,
  IMPACT_RANKS,
  type PostingLists,
} from './posting-lists.ts';
import { scratchIntegers } from './scratch-integers.ts';
import { touchPages } from './touch-pages.ts';

const TEXTS_A_STEP = 256;
const TERMS_A_STEP = 1 << 15;
const GROUPS_A_STEP = 1 << 15;

/** What is kept of a term while its list is written, side by side so that it is read at once. */
const ROW_LENGTH = 4;
const NEXT_POSTING = 0;
const NEXT_BLOCK = 1;
/** Number of the last block that it was met in, plus one. */
const BLOCKS_SEEN = 2;
/** 1: it has an entry for every block. */
const HAS_ALL = 3;

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
  const postingStart = yield* startsOf(frequencies);
  const blockCount = blockCountOf({ textCount });
  const entryCounts = yield* countEntries(collected, frequencies.length, order, blockCount);
  const blockStart = yield* startsOf(entryCounts);
  const entryCount = blockStart.at(-1)!;
  const postings = new Uint8Array(collected.postingCount);
  const blocks = new Uint16Array(entryCount);
  const blockCounts = new Uint8Array(entryCount);
  const blockMaximum = new Uint8Array(entryCount);
  const ranks = new ImpactRanks(textCount, streamCount);
  const odd: { posting: number; impact: number }[] = [];
  const rows = scratchIntegers(frequencies.length * ROW_LENGTH);
  for (const array of [postings, blocks, blockCounts, blockMaximum, ranks.impacts]) yield* touchPages(array);
  for (let term = 0; term < frequencies.length; term++) {
    rows[term * ROW_LENGTH + NEXT_POSTING] = postingStart[term]!;
    rows[term * ROW_LENGTH + NEXT_BLOCK] = blockStart[term]!;
    if (term % TERMS_A_STEP === 0) yield;
    if (entryCounts[term]! < blockCount) continue;
    rows[term * ROW_LENGTH + HAS_ALL] = 1;
    for (let block = 0; block < blockCount; block++) blocks[blockStart[term]! + block] = block;
    yield;
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
        if (rows[row + HAS_ALL] === 1) rows[row + NEXT_BLOCK] = blockStart[term]! + block;
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
    groupStart: yield* groupStarts(blockCounts),
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

/** Entries of each term: blocks that hold it, or all where these are more than half. */
function* countEntries(
  collected: CollectedPostings,
  termCount: number,
  order: Uint32Array,
  blockCount: number,
): Steps<Uint32Array> {
  const counts = scratchIntegers(termCount);
  // The last block that each term was met in, plus one.
  const last = scratchIntegers(termCount);
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
  for (let term = 0; term < termCount; term++) {
    if (counts[term]! * 2 > blockCount) counts[term] = blockCount;
    if (term % TERMS_A_STEP === 0) yield;
  }
  return counts;
}

/** As in `PostingLists`. */
function* groupStarts(blockCounts: Uint8Array): Steps<Uint32Array> {
  const starts = new Uint32Array(Math.ceil(blockCounts.length / ENTRY_GROUP));
  let posting = 0;
  for (let group = 0; group < starts.length; group++) {
    starts[group] = posting;
    const end = Math.min((group + 1) * ENTRY_GROUP, blockCounts.length);
    for (let entry = group * ENTRY_GROUP; entry < end; entry++) posting += blockCounts[entry]!;
    if (group % GROUPS_A_STEP === 0) yield;
  }
  return starts;
}

/** Where each of consecutive lists of these lengths begins, and where the last ends. */
function* startsOf(lengths: Uint32Array): Steps<Uint32Array> {
  const starts = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i++) {
    starts[i + 1] = starts[i]! + lengths[i]!;
    if (i % TERMS_A_STEP === 0) yield;
  }
  return starts;
}
