import type { Steps } from '../steps.ts';
import { GrowingArray } from './growing-array.ts';
import { isUlid, isUlidAt, packUlid, ulidAt } from './packed-ulid.ts';
import { readUnits } from './read-units.ts';
import { touchPages } from './touch-pages.ts';

/**
 * Strings with numbers from 0, in typed arrays: about 14 bytes a string besides its own, where an object and an entry
 * of a Map would take 100.
 */
export interface StringTableArrays {
  /**
   * Each string begins with its width: 1 where every code unit is below 256, else 2 bytes a unit, lower byte first; 0
   * stands before the 16 bytes of a ULID, as which questions have their ids.
   */
  readonly bytes: Uint8Array;
  /** Where each string begins, and where the last ends. */
  readonly starts: Uint32Array;
  /** A hash table with linear probing: numbers of strings plus one; 0: free. Its length is a power of 2. */
  readonly slots: Uint32Array;
}

export class StringTable {
  readonly arrays: StringTableArrays;

  constructor(arrays: StringTableArrays) {
    this.arrays = arrays;
  }

  get size(): number {
    return this.arrays.starts.length - 1;
  }

  /** @param number below `size` */
  at(number: number): string {
    const { bytes, starts } = this.arrays;
    const start = starts[number]! + 1;
    const end = starts[number + 1]!;
    const width = bytes[start - 1]!;
    if (width === 0) return ulidAt(bytes, start);
    if (width === 1) return readUnits(bytes, start, end);
    const units = new Uint16Array((end - start) >> 1);
    for (let i = 0; i < units.length; i++)
      units[i] = bytes[start + 2 * i]! | (bytes[start + 2 * i + 1]! << 8);
    return readUnits(units, 0, units.length);
  }

  /** The number of a string, of equal ones the last; −1: it is not there. Allocates nothing. */
  find(text: string): number {
    const { slots } = this.arrays;
    const mask = slots.length - 1;
    for (let slot = hashOf(text) & mask; ; slot = (slot + 1) & mask) {
      const number = slots[slot]! - 1;
      if (number === -1 || this.#equals(number, text)) return number;
    }
  }

  #equals(number: number, text: string): boolean {
    const { bytes, starts } = this.arrays;
    const start = starts[number]! + 1;
    const width = bytes[start - 1]!;
    if (width === 0) return isUlidAt(bytes, start, text);
    if (starts[number + 1]! - start !== text.length * width) return false;
    for (let i = 0, at = start; i < text.length; i++, at += width) {
      const unit = width === 1 ? bytes[at]! : bytes[at]! | (bytes[at + 1]! << 8);
      if (unit !== text.charCodeAt(i)) return false;
    }
    return true;
  }
}

/** Collects strings into a table. */
export class StringTableBuilder {
  readonly #bytes = GrowingArray.bytes();
  readonly #starts = GrowingArray.integers();
  readonly #hashes = GrowingArray.integers();

  get size(): number {
    return this.#starts.length;
  }

  /** Gives the next number to a string. Of equal strings the last is found. */
  push(text: string): void {
    this.#starts.push(this.#bytes.length);
    this.#hashes.push(hashOf(text));
    if (isUlid(text)) {
      this.#bytes.push(0);
      packUlid(text, this.#bytes);
      return;
    }
    const width = isNarrow(text) ? 1 : 2;
    this.#bytes.push(width);
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      this.#bytes.push(unit & 0xff);
      if (width === 2) this.#bytes.push(unit >>> 8);
    }
  }

  /** Gives the next number to a string of another table that is being built. */
  pushFrom(other: StringTableBuilder, number: number): void {
    this.#starts.push(this.#bytes.length);
    this.#hashes.push(other.#hashes.at(number));
    const end = other.#endOf(number);
    for (let at = other.#starts.at(number); at < end; at++) this.#bytes.push(other.#bytes.at(at));
  }

  /** A total order of different strings that has nothing to do with their numbers, nor with any other order. */
  compare(one: number, other: number): number {
    const difference = this.#hashes.at(one) - this.#hashes.at(other);
    if (difference !== 0 || one === other) return difference;
    const [first, second] = [this.#starts.at(one), this.#starts.at(other)];
    const length = this.#endOf(one) - first;
    const otherLength = this.#endOf(other) - second;
    for (let i = 0; i < Math.min(length, otherLength); i++) {
      const byteDifference = this.#bytes.at(first + i) - this.#bytes.at(second + i);
      if (byteDifference !== 0) return byteDifference;
    }
    return length - otherLength;
  }

  /** Call it once, after the last string. */
  *finish(): Steps<StringTable> {
    const { size } = this;
    this.#starts.push(this.#bytes.length);
    const starts = yield* this.#starts.whole();
    const bytes = yield* this.#bytes.whole();
    // At most three quarters are taken.
    const slots = new Uint32Array(2 ** Math.ceil(Math.log2((size * 4) / 3 + 2)));
    yield* touchPages(slots);
    const table = new StringTable({ bytes, starts, slots });
    const mask = slots.length - 1;
    for (let number = 0; number < size; number++) {
      let slot = this.#hashes.at(number) & mask;
      while (slots[slot] !== 0 && !equal(bytes, starts, slots[slot]! - 1, number)) slot = (slot + 1) & mask;
      slots[slot] = number + 1;
      if (number % STRINGS_A_STEP === 0) yield;
    }
    return table;
  }

  #endOf(number: number): number {
    return number + 1 < this.size ? this.#starts.at(number + 1) : this.#bytes.length;
  }
}

const STRINGS_A_STEP = 4096;

function equal(bytes: Uint8Array, starts: Uint32Array, one: number, other: number): boolean {
  const length = starts[one + 1]! - starts[one]!;
  if (starts[other + 1]! - starts[other]! !== length) return false;
  const [first, second] = [starts[one]!, starts[other]!];
  for (let i = 0; i < length; i++) if (bytes[first + i] !== bytes[second + i]) return false;
  return true;
}

function isNarrow(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0xff) return false;
  return true;
}

/** 32 bits, FNV-1a over code units with the upper bits mixed into the lower ones, which choose the slot. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x45d9f3b);
  return (hash ^ (hash >>> 15)) >>> 0;
}
