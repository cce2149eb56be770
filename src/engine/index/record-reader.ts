import { readUnits } from './read-units.ts';

/** How a record begins. */
export interface RecordHead {
  /** Number of a label; −1: none. */
  readonly category: number;
  readonly pinned: boolean;
  /** An integer. */
  readonly boost: number;
}

/** The two numbers that a record begins with. */
export function headOf({ category, pinned, boost }: RecordHead): readonly [number, number] {
  return [keyOfCategory(category, pinned), (Math.abs(boost) << 1) | (boost < 0 ? 1 : 0)];
}

/** The first of them, by which documents of the same category, pinned or not, are known. @param category −1: none */
export function keyOfCategory(category: number, pinned: boolean): number {
  return ((category + 1) << 1) | (pinned ? 1 : 0);
}

/** Numbers in 16-bit units, 15 bits each, the lower ones first; the upper bit tells that another one follows. */
export function writeNumber(number: number, push: (unit: number) => void): void {
  let rest = number;
  for (; rest > 0x7fff; rest >>>= 15) push((rest & 0x7fff) | 0x8000);
  push(rest);
}

/** The number that begins at `start`, as `writeNumber` writes it. */
export function readNumberAt(units: Uint16Array, start: number): number {
  let number = 0;
  for (let at = start, shift = 0; ; at++, shift += 15) {
    const unit = units[at]!;
    number |= (unit & 0x7fff) << shift;
    if (unit < 0x8000) return number;
  }
}

/**
 * Reads the record of a document: its head; how many tags, and their labels; the lengths of its question, phrasings,
 * negative phrasings and answer, before the phrasings and negative ones how many; the negative phrasings; the answer.
 */
export class RecordReader {
  readonly head: RecordHead;
  readonly #units: Uint16Array;
  #at: number;

  constructor(units: Uint16Array, start: number) {
    this.#units = units;
    this.#at = start;
    const first = this.readNumber();
    const second = this.readNumber();
    this.head = {
      category: (first >>> 1) - 1,
      pinned: (first & 1) === 1,
      boost: (second & 1) === 1 ? -(second >>> 1) : second >>> 1,
    };
  }

  /** Where what is not read yet begins. */
  get at(): number {
    return this.#at;
  }

  readNumber(): number {
    const number = readNumberAt(this.#units, this.#at);
    while (this.#units[this.#at++]! >= 0x8000);
    return number;
  }

  readNumbers(): number[] {
    return Array.from({ length: this.readNumber() }, () => this.readNumber());
  }

  /** Comes first after the head. */
  readTags(): number[] {
    return this.readNumbers();
  }

  readText(length: number): string {
    this.#at += length;
    return readUnits(this.#units, this.#at - length, this.#at);
  }
}
