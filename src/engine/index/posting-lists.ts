import { GrowingInt32Array } from './growing-array.ts';

/** Texts that a block bounds together. */
export const BLOCK_SIZE = 64;
const BLOCK_SHIFT = 6;

/**
 * Posting lists of a segment. The postings of term t are [postingStart[t], postingStart[t + 1]), by text number;
 * its blocks are [blockStart[t], blockStart[t + 1]), by block number: where a block's postings begin, and the
 * largest impact among them.
 * ```
 * text  3 7 | 64 70 90 | 200        block   0  1  3
 * impact 9 4 | 12 3 8   | 5          max     9 12  5
 * ```
 */
export interface PostingLists {
  readonly termCount: number;
  readonly postingStart: Uint32Array;
  readonly texts: Uint32Array;
  readonly impacts: Uint8Array;
  readonly blockStart: Uint32Array;
  readonly blocks: Uint32Array;
  readonly blockPosting: Uint32Array;
  readonly blockMaximum: Uint8Array;
}

/** Collects the postings of texts one text after the other, then sorts them by term. */
export class PostingListsBuilder {
  readonly #terms = new GrowingInt32Array();
  readonly #impacts = new GrowingInt32Array();
  readonly #textStart = new GrowingInt32Array();

  /** Begins the next text; the postings added until the next call are its own. */
  beginText(): void {
    this.#textStart.push(this.#terms.length);
  }

  add(term: number, impact: number): void {
    this.#terms.push(term);
    this.#impacts.push(impact);
  }

  get textCount(): number {
    return this.#textStart.length;
  }

  /** Terms of a text in the order they were added. */
  termsOf(text: number): Int32Array {
    const starts = this.#textStart.view();
    return this.#terms.view().subarray(starts[text], starts[text + 1]);
  }

  /** Texts that hold each term. */
  documentFrequencies(termCount: number): Uint32Array {
    const frequencies = new Uint32Array(termCount);
    for (const term of this.#terms.view()) frequencies[term]!++;
    return frequencies;
  }

  /**
   * Posting lists in which texts are numbered by their place in `order`. Time linear in the postings.
   * @param order every text once, as numbered by `beginText`
   */
  build(termCount: number, order: Uint32Array): PostingLists {
    const terms = this.#terms.view();
    const collectedImpacts = this.#impacts.view();
    const textStart = this.#textStart.view();
    const frequencies = this.documentFrequencies(termCount);
    const postingStart = new Uint32Array(termCount + 1);
    for (let term = 0; term < termCount; term++) {
      postingStart[term + 1] = postingStart[term]! + frequencies[term]!;
    }
    const texts = new Uint32Array(terms.length);
    const impacts = new Uint8Array(terms.length);
    const next = postingStart.slice();
    for (let text = 0; text < order.length; text++) {
      const collected = order[text]!;
      const end = textStart[collected + 1] ?? terms.length;
      for (let i = textStart[collected]!; i < end; i++) {
        const at = next[terms[i]!]!++;
        texts[at] = text;
        impacts[at] = collectedImpacts[i]!;
      }
    }
    return {
      termCount,
      postingStart,
      texts,
      impacts,
      ...boundBlocks(termCount, postingStart, texts, impacts),
    };
  }
}

function boundBlocks(
  termCount: number,
  postingStart: Uint32Array,
  texts: Uint32Array,
  impacts: Uint8Array,
): Pick<PostingLists, 'blockStart' | 'blocks' | 'blockPosting' | 'blockMaximum'> {
  const blockStart = new Uint32Array(termCount + 1);
  const blocks = new GrowingInt32Array();
  const blockPosting = new GrowingInt32Array();
  const blockMaximum = new GrowingInt32Array();
  for (let term = 0; term < termCount; term++) {
    let current = -1;
    let maximum = 0;
    for (let i = postingStart[term]!; i < postingStart[term + 1]!; i++) {
      const block = texts[i]! >>> BLOCK_SHIFT;
      if (block !== current) {
        if (current !== -1) blockMaximum.push(maximum);
        blocks.push(block);
        blockPosting.push(i);
        current = block;
        maximum = 0;
      }
      maximum = Math.max(maximum, impacts[i]!);
    }
    if (current !== -1) blockMaximum.push(maximum);
    blockStart[term + 1] = blocks.length;
  }
  return {
    blockStart,
    blocks: Uint32Array.from(blocks.view()),
    blockPosting: Uint32Array.from(blockPosting.view()),
    blockMaximum: Uint8Array.from(blockMaximum.view()),
  };
}
