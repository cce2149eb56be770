import { readUnits } from './read-units.ts';
import { RecentMap } from './recent-map.ts';
import type { Wording } from './segment.ts';
import { Slots } from './slots.ts';

/** In the place of a wording of a document nothing of which can be searched. */
export const NO_WORDING = 0xffffffff;

/** Wordings in the order of `orderTexts`, about 12 bytes each besides what they say. */
export interface WordingArrays {
  /** Code units of the wordings as they were written, in which most cores stand as they are, and of the other cores. */
  readonly texts: Uint16Array;
  /** Bit i: a word of a core ends with the code unit i of `texts`. */
  readonly wordEnds: Uint8Array;
  /** Where the core of each wording begins in `texts`, and its code units. */
  readonly starts: Uint32Array;
  readonly lengths: Uint16Array;
  /** The document of each, and which of its phrasings it is, counted from 1; 0: its question. */
  readonly documents: Uint32Array;
  readonly phrasings: Uint16Array;
  /** Of each document the wording that is its question, or NO_WORDING. */
  readonly questions: Uint32Array;
}

/** Wordings read again lately are kept as they were read: popular questions are met often. */
const LEAST_REMEMBERED = 8_000;

/** The wordings of a segment. */
export class WordingTable {
  readonly arrays: WordingArrays;
  readonly #read = new RecentMap<Wording>(LEAST_REMEMBERED);
  /** What was read before. In a large bank nearly all is read once (the doorkeeper of TinyLFU: Einziger et al., 2017). */
  readonly #met: Slots;

  constructor(arrays: WordingArrays) {
    this.arrays = arrays;
    this.#met = new Slots(arrays.starts.length);
  }

  get size(): number {
    return this.arrays.starts.length;
  }

  /** The same object for the same number once it was read twice, while it is remembered. @param number below `size` */
  at(number: number): Wording {
    let wording = this.#read.get(number);
    if (wording === undefined) {
      wording = this.read(number);
      if (this.#met.take(number)) this.#read.set(number, wording);
    }
    return wording;
  }

  /** Whether `at` will give the object again that it gave last. */
  remembers(number: number): boolean {
    return this.#read.get(number) !== undefined;
  }

  /** As `at`, without remembering it. */
  read(number: number): Wording {
    const { texts, wordEnds, starts, lengths, phrasings } = this.arrays;
    const start = starts[number]!;
    const length = lengths[number]!;
    const ends: number[] = [];
    for (let i = 0; i < length; i++) {
      const place = start + i;
      if ((wordEnds[place >>> 3]! >>> (place & 7)) & 1) ends.push(i + 1);
    }
    return {
      core: readUnits(texts, start, start + length),
      wordEnds: Uint16Array.from(ends),
      phrasing: phrasings[number]! - 1,
    };
  }

  /** The document of a wording, by its number in the segment. */
  documentOf(number: number): number {
    return this.arrays.documents[number]!;
  }

  /** The question of a document; undefined where nothing of it can be searched. */
  questionOf(document: number): Wording | undefined {
    const number = this.arrays.questions[document]!;
    return number === NO_WORDING ? undefined : this.at(number);
  }
}
