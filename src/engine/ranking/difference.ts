import type { PreparedText } from './prepared-text.ts';
import { scramble } from './text-tokens.ts';

/** Hashed weights of what differs between two texts, as integers. */
export interface DifferenceTable {
  /** A power of two long. */
  readonly weights: Int8Array;
  readonly scale: number;
}

const MOST_PAIRED = 4;
const MOST_KEYS = 96;
const WORD_OF_QUERY = 0x1b873593;
const WORD_OF_WORDING = 0x2545f491;
const SHARED_WORD = 0x3c6ef372;
const WORD_PAIR = 0x5bd1e995;
const UNIT_OF_QUERY = 0x68bc21eb;
const UNIT_OF_WORDING = 0x7feb352d;
const UNIT_PAIR = 0x02e1b213;
const TYPE_PAIR = 0x4cf5ad43;

/** What differs between two texts, as hashes; reused by the next call. */
export interface Differences {
  readonly keys: Int32Array;
  count: number;
}

export function createDifferences(): Differences {
  return { keys: new Int32Array(MOST_KEYS), count: 0 };
}

/**
 * Words and characters that only one side has, pairs of those that may stand for each other, shared words, and
 * the pair of question types. A weight of a pair is a learned synonym (怎么|如何) or a learned must-not-confuse
 * (出租人|承租人). About 2 µs.
 */
export function findDifferences(query: PreparedText, wording: PreparedText, into: Differences): Differences {
  into.count = 0;
  const ofQuery = missingWords(query, wording);
  const ofWording = missingWords(wording, query);
  for (const word of query.wordKeys) if (!ofQuery.includes(word)) add(into, word ^ SHARED_WORD);
  for (const word of ofQuery) add(into, word ^ WORD_OF_QUERY);
  for (const word of ofWording) add(into, word ^ WORD_OF_WORDING);
  for (const a of ofQuery.slice(0, MOST_PAIRED)) {
    for (const b of ofWording.slice(0, MOST_PAIRED)) add(into, Math.imul(a ^ b, 3) ^ WORD_PAIR);
  }
  const unitsOfQuery = missingUnits(query, wording);
  const unitsOfWording = missingUnits(wording, query);
  for (const unit of unitsOfQuery) add(into, unit ^ UNIT_OF_QUERY);
  for (const unit of unitsOfWording) add(into, unit ^ UNIT_OF_WORDING);
  for (const a of unitsOfQuery.slice(0, MOST_PAIRED)) {
    for (const b of unitsOfWording.slice(0, MOST_PAIRED))
      add(into, Math.imul(a * b, 5) ^ (a + b) ^ UNIT_PAIR);
  }
  add(into, (query.questionType * 16 + wording.questionType) ^ TYPE_PAIR);
  return into;
}

/** Sum of the weights of the differences. */
export function weighDifferences(table: DifferenceTable, differences: Differences): number {
  const mask = table.weights.length - 1;
  let sum = 0;
  for (let i = 0; i < differences.count; i++) sum += table.weights[differences.keys[i]! & mask]!;
  return sum * table.scale;
}

function add(into: Differences, hash: number): void {
  if (into.count < MOST_KEYS) into.keys[into.count++] = scramble(hash);
}

function missingWords(own: PreparedText, other: PreparedText): number[] {
  const missing: number[] = [];
  for (let i = 0; i < own.words.length; i++) {
    if (!other.core.includes(own.words[i]!)) missing.push(own.wordKeys[i]!);
  }
  return missing;
}

function missingUnits(own: PreparedText, other: PreparedText): number[] {
  const missing: number[] = [];
  const { codes } = own;
  for (let i = 0; i < codes.length; i++) {
    const unit = codes[i]!;
    if (!holds(other.codes, unit, other.codes.length) && !holds(codes, unit, i)) missing.push(unit);
  }
  return missing;
}

/** Whether one of the first `count` is this one. As `includes`, which costs more than a loop over so few. */
function holds(codes: Uint16Array, unit: number, count: number): boolean {
  for (let i = 0; i < count; i++) if (codes[i] === unit) return true;
  return false;
}
