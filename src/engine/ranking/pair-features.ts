import type { Quantity } from '../analysis/quantities.ts';
import type { BankWeights } from './bank-weights.ts';
import { measureOverlap, type Overlap } from './overlap.ts';
import type { PreparedText } from './prepared-text.ts';
import type { RewrittenWord } from './rewrite.ts';
import { cosineOf } from './vectors.ts';

/** 1: more never lowers the score; −1: more never raises it; 0: free. */
export type Monotone = -1 | 0 | 1;

/**
 * What the fitted model looks at in a pair of query and wording, in the order of `readPair`. The second entry is
 * the sense in which trees must follow it; `relative` ones are also given as the distance to the best of the list.
 */
export const PAIR_FEATURES = [
  { name: 'retrieval', monotone: 1, relative: true },
  { name: 'characterDice', monotone: 1, relative: true },
  { name: 'bigramDice', monotone: 1, relative: true },
  { name: 'queryCharacters', monotone: 1, relative: true },
  { name: 'wordingCharacters', monotone: 1, relative: true },
  { name: 'queryBigrams', monotone: 1, relative: true },
  { name: 'wordingBigrams', monotone: 1, relative: true },
  { name: 'queryWords', monotone: 1, relative: true },
  { name: 'wordingWords', monotone: 1, relative: true },
  { name: 'subsequence', monotone: 1, relative: true },
  { name: 'querySubsequence', monotone: 1, relative: false },
  { name: 'wordingSubsequence', monotone: 1, relative: false },
  { name: 'substring', monotone: 1, relative: false },
  { name: 'editSimilarity', monotone: 1, relative: true },
  { name: 'prefix', monotone: 0, relative: false },
  { name: 'suffix', monotone: 0, relative: false },
  { name: 'queryLength', monotone: 0, relative: false },
  { name: 'wordingLength', monotone: 0, relative: false },
  { name: 'lengthDifference', monotone: 0, relative: false },
  { name: 'lengthRatio', monotone: 0, relative: false },
  { name: 'rarestMissingOfQuery', monotone: -1, relative: false },
  { name: 'rarestMissingOfWording', monotone: -1, relative: false },
  { name: 'missingWordsOfQuery', monotone: 0, relative: false },
  { name: 'missingWordsOfWording', monotone: 0, relative: false },
  { name: 'missingWeightOfQuery', monotone: -1, relative: false },
  { name: 'missingWeightOfWording', monotone: -1, relative: false },
  { name: 'negationDiffers', monotone: -1, relative: false },
  { name: 'quantityConflicts', monotone: -1, relative: false },
  { name: 'quantityMissing', monotone: 0, relative: false },
  { name: 'sameQuestionType', monotone: 1, relative: false },
  { name: 'otherQuestionType', monotone: -1, relative: false },
  { name: 'queryType', monotone: 0, relative: false },
  { name: 'wordingType', monotone: 0, relative: false },
  { name: 'missingLatinOfQuery', monotone: 0, relative: false },
  { name: 'missingLatinOfWording', monotone: 0, relative: false },
  { name: 'opposites', monotone: -1, relative: false },
  { name: 'heardShare', monotone: 0, relative: false },
  { name: 'synonymShare', monotone: 0, relative: false },
  { name: 'writtenDice', monotone: 1, relative: true },
  { name: 'bankCharacters', monotone: 1, relative: true },
  { name: 'bankBigrams', monotone: 1, relative: true },
  { name: 'bankWordingCharacters', monotone: 1, relative: true },
  { name: 'unseen', monotone: -1, relative: false },
  { name: 'cosine', monotone: 1, relative: true },
  { name: 'queryAlignment', monotone: 1, relative: true },
  { name: 'wordingAlignment', monotone: 1, relative: true },
  { name: 'worstOfQuery', monotone: -1, relative: false },
  { name: 'worstOfWording', monotone: -1, relative: false },
  { name: 'restCosine', monotone: 1, relative: false },
] as const satisfies readonly { name: string; monotone: Monotone; relative: boolean }[];

/** The query as one wording would put it, prepared. */
export interface PairQuery {
  /** As it was written. */
  readonly written: PreparedText;
  /** As it was read; the same object where nothing was rewritten. */
  readonly read: PreparedText;
  /** The words of `read`, with weights. */
  readonly words: readonly RewrittenWord[];
}

const overlap: Overlap = { subsequence: 0, substring: 0, edits: 0, prefix: 0, suffix: 0 };

/**
 * Writes the features of one pair to into[offset …]. About 6 µs for questions of usual length.
 * @param countOpposites opposites of which the query says one and the wording the other
 */
export function readPair(
  into: Float32Array,
  offset: number,
  query: PairQuery,
  wording: PreparedText,
  relativeScore: number,
  bank: BankWeights,
  countOpposites: (core: string) => number,
): void {
  const q = query.read;
  const n = q.codes.length;
  const m = wording.codes.length;
  const longest = Math.max(n, m);
  let at = offset;
  into[at++] = Math.min(1.5, relativeScore);

  markShared(q.codes, wording.codes, sharedCodes);
  const sharedUnits = sharedCodes.common;
  into[at++] = (2 * sharedUnits) / (n + m);
  const bigramsOfQuery = shareOf(q.bigrams, wording.bigrams, q.bigramWeights);
  const bigramsOfWording = shareOf(wording.bigrams, q.bigrams, wording.bigramWeights);
  into[at++] =
    n + m > 2 ? (bigramsOfQuery.count + bigramsOfWording.count) / (n + m - 2) : sharedUnits / longest;
  into[at++] = weighShare(q.codeWeights, sharedCodes.ofA);
  into[at++] = weighShare(wording.codeWeights, sharedCodes.ofB);
  into[at++] = n > 1 ? bigramsOfQuery.share : into[offset + 3]!;
  into[at++] = m > 1 ? bigramsOfWording.share : into[offset + 4]!;
  const bankCharacters = weighBank(q.codes, sharedCodes.ofA, bank);
  const bankWordingCharacters = weighBank(wording.codes, sharedCodes.ofB, bank);
  const wordsAt = at;
  at += 2;

  measureOverlap(q.codes, wording.codes, overlap);
  into[at++] = (2 * overlap.subsequence) / (n + m);
  into[at++] = overlap.subsequence / n;
  into[at++] = overlap.subsequence / m;
  into[at++] = overlap.substring / Math.min(n, m);
  into[at++] = 1 - overlap.edits / longest;
  into[at++] = overlap.prefix / longest;
  into[at++] = overlap.suffix / longest;
  into[at++] = n;
  into[at++] = m;
  into[at++] = m - n;
  into[at++] = Math.min(n, m) / longest;

  const ofQuery = compareWords(sideOfQuery, query.words, q, wording, bank);
  const ofWording = compareWords(sideOfWording, null, wording, q, bank);
  into[wordsAt] = ofQuery.covered;
  into[wordsAt + 1] = ofWording.covered;
  into[at++] = ofQuery.rarest;
  into[at++] = ofWording.rarest;
  into[at++] = ofQuery.missing;
  into[at++] = ofWording.missing;
  into[at++] = ofQuery.missingWeight;
  into[at++] = ofWording.missingWeight;

  into[at++] = q.isNegated === wording.isNegated ? 0 : 1;
  at = writeQuantities(into, at, q.quantities, wording.quantities);
  const bothAsk = q.questionType !== 0 && wording.questionType !== 0;
  into[at++] = bothAsk && q.questionType === wording.questionType ? 1 : 0;
  into[at++] = bothAsk && q.questionType !== wording.questionType ? 1 : 0;
  into[at++] = q.questionType;
  into[at++] = wording.questionType;
  into[at++] = ofQuery.missingLatin;
  into[at++] = ofWording.missingLatin;
  into[at++] = countOpposites(wording.core);
  into[at++] = ofQuery.heardShare;
  into[at++] = ofQuery.synonymShare;
  into[at++] = query.written === q ? into[offset + 1]! : diceOf(query.written.codes, wording.codes);

  into[at++] = bankCharacters;
  into[at++] = n > 1 ? weighBankBigrams(q.bigrams, wording.bigrams, bank) : bankCharacters;
  into[at++] = bankWordingCharacters;
  into[at++] = unseenShare(q, bank);
  into[at++] = cosineOf(q.vector, 0, wording.vector, 0, q.vector.length);
  into[at++] = ofQuery.alignment;
  into[at++] = ofWording.alignment;
  into[at++] = ofQuery.worst;
  into[at++] = ofWording.worst;
  into[at] = cosineOfRests(q, ofQuery, wording, ofWording);
}

/** Quantities of the query that the wording contradicts (same unit, no equal value), and those it has none for. */
function writeQuantities(
  into: Float32Array,
  at: number,
  asked: readonly Quantity[],
  answered: readonly Quantity[],
): number {
  let conflicts = 0;
  let missing = 0;
  for (const { unit, value } of asked) {
    const sameUnit = answered.filter((other) => other.unit === unit);
    if (sameUnit.length === 0) missing++;
    else if (!sameUnit.some((other) => other.value === value)) conflicts++;
  }
  into[at] = conflicts;
  into[at + 1] = missing;
  return at + 2;
}

interface SharedUnits {
  common: number;
  /** 1 for the units that the other side has as well, each used once. */
  readonly ofA: Uint8Array;
  readonly ofB: Uint8Array;
}

const LONGEST = 256;
const sharedCodes: SharedUnits = { common: 0, ofA: new Uint8Array(LONGEST), ofB: new Uint8Array(LONGEST) };

function markShared(a: Uint16Array, b: Uint16Array, into: SharedUnits): void {
  const n = Math.min(a.length, LONGEST);
  const m = Math.min(b.length, LONGEST);
  into.ofA.fill(0, 0, n);
  into.ofB.fill(0, 0, m);
  into.common = 0;
  for (let i = 0; i < n; i++) {
    const unit = a[i];
    for (let j = 0; j < m; j++) {
      if (b[j] !== unit || into.ofB[j] === 1) continue;
      into.ofA[i] = 1;
      into.ofB[j] = 1;
      into.common++;
      break;
    }
  }
}

function diceOf(a: Uint16Array, b: Uint16Array): number {
  markShared(a, b, sharedCodes);
  return (2 * sharedCodes.common) / (a.length + b.length);
}

function weighShare(weights: Float32Array, shared: Uint8Array): number {
  let total = 0;
  let covered = 0;
  const n = Math.min(weights.length, LONGEST);
  for (let i = 0; i < n; i++) {
    total += weights[i]!;
    if (shared[i] === 1) covered += weights[i]!;
  }
  return total === 0 ? 0 : covered / total;
}

/** Share of the bank's weight of the characters that is shared. */
function weighBank(codes: Uint16Array, shared: Uint8Array, bank: BankWeights): number {
  let total = 0;
  let covered = 0;
  const n = Math.min(codes.length, LONGEST);
  for (let i = 0; i < n; i++) {
    const weight = bank.unit(codes[i]!);
    total += weight;
    if (shared[i] === 1) covered += weight;
  }
  return total === 0 ? 0 : covered / total;
}

function weighBankBigrams(a: Int32Array, b: Int32Array, bank: BankWeights): number {
  let total = 0;
  let covered = 0;
  for (const bigram of a) {
    const weight = bank.bigram(bigram);
    total += weight;
    if (b.includes(bigram)) covered += weight;
  }
  return total === 0 ? 0 : covered / total;
}

/** Share of the words, by length, that the bank does not hold at all. */
function unseenShare({ words, core }: PreparedText, bank: BankWeights): number {
  let unseen = 0;
  for (const word of words) if (bank.word(word) > 0.999) unseen += word.length;
  return unseen / core.length;
}

function shareOf(a: Int32Array, b: Int32Array, weights: Float32Array): { count: number; share: number } {
  let total = 0;
  let covered = 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    total += weights[i]!;
    if (!b.includes(a[i]!)) continue;
    covered += weights[i]!;
    count++;
  }
  return { count, share: total === 0 ? 0 : covered / total };
}

/** Words below this weight do not count as missing. */
const LEAST_TELLING = 0.1;

/** What the words of one side find on the other. */
interface Side {
  /** Share of the weight that stands on the other side. */
  covered: number;
  rarest: number;
  missing: number;
  missingWeight: number;
  missingLatin: number;
  heardShare: number;
  synonymShare: number;
  /** As `covered`, words that are missing counting by the similarity of their best counterpart. */
  alignment: number;
  /** Largest weight × (1 − similarity) of a missing word. */
  worst: number;
  /** 1 for words that the other side lacks. */
  readonly isMissing: Uint8Array;
}

function createSide(): Side {
  return {
    covered: 0,
    rarest: 0,
    missing: 0,
    missingWeight: 0,
    missingLatin: 0,
    heardShare: 0,
    synonymShare: 0,
    alignment: 0,
    worst: 0,
    isMissing: new Uint8Array(LONGEST),
  };
}

const sideOfQuery = createSide();
const sideOfWording = createSide();

function compareWords(
  side: Side,
  rewritten: readonly RewrittenWord[] | null,
  own: PreparedText,
  other: PreparedText,
  bank: BankWeights,
): Side {
  let total = 0;
  let covered = 0;
  let aligned = 0;
  let heard = 0;
  let replaced = 0;
  side.rarest = side.missing = side.missingWeight = side.missingLatin = side.worst = 0;
  const count = Math.min(own.words.length, LONGEST);
  for (let i = 0; i < count; i++) {
    const text = own.words[i]!;
    const word = rewritten?.[i];
    const weight = word === undefined ? bank.word(text) : word.weight * bank.scale;
    const kind = word?.rewrite?.kind;
    if (kind === 'synonym') replaced += weight;
    else if (kind !== undefined) heard += weight;
    total += weight;
    const stands = other.core.includes(text);
    side.isMissing[i] = stands ? 0 : 1;
    if (stands) {
      covered += weight;
      aligned += weight;
      continue;
    }
    const similarity = bestSimilarity(own, i, other);
    aligned += weight * similarity;
    side.worst = Math.max(side.worst, weight * (1 - similarity));
    side.rarest = Math.max(side.rarest, weight);
    side.missingWeight += weight;
    if (weight > LEAST_TELLING) side.missing++;
    if (text.charCodeAt(0) < 0x80) side.missingLatin++;
  }
  const whole = total === 0 ? 1 : total;
  side.covered = covered / whole;
  side.alignment = aligned / whole;
  side.heardShare = heard / whole;
  side.synonymShare = replaced / whole;
  return side;
}

/** Largest cosine of a word with any word of the other side, at least 0. */
function bestSimilarity(own: PreparedText, word: number, other: PreparedText): number {
  const dimensions = own.vector.length;
  let best = 0;
  for (let j = 0; j < other.wordVectors.length; j += dimensions) {
    const similarity = cosineOf(own.wordVectors, word * dimensions, other.wordVectors, j, dimensions);
    if (similarity > best) best = similarity;
  }
  return best;
}

let restOfQuery = new Int32Array(0);
let restOfWording = new Int32Array(0);

/** Cosine of what is left on both sides without the shared words; 1 when nothing is, 0 when one side has no rest. */
function cosineOfRests(q: PreparedText, ofQuery: Side, wording: PreparedText, ofWording: Side): number {
  const dimensions = q.vector.length;
  if (restOfQuery.length !== dimensions) {
    restOfQuery = new Int32Array(dimensions);
    restOfWording = new Int32Array(dimensions);
  }
  sumRest(q, ofQuery, restOfQuery);
  sumRest(wording, ofWording, restOfWording);
  let product = 0;
  let squaresOfQuery = 0;
  let squaresOfWording = 0;
  for (let i = 0; i < dimensions; i++) {
    product += restOfQuery[i]! * restOfWording[i]!;
    squaresOfQuery += restOfQuery[i]! ** 2;
    squaresOfWording += restOfWording[i]! ** 2;
  }
  if (squaresOfQuery === 0 && squaresOfWording === 0) return 1;
  return squaresOfQuery === 0 || squaresOfWording === 0
    ? 0
    : product / Math.sqrt(squaresOfQuery * squaresOfWording);
}

function sumRest(text: PreparedText, side: Side, into: Int32Array): void {
  const dimensions = into.length;
  into.fill(0);
  for (let word = 0; word < Math.min(text.words.length, LONGEST); word++) {
    if (side.isMissing[word] === 0) continue;
    const from = word * dimensions;
    for (let i = 0; i < dimensions; i++) into[i]! += text.wordVectors[from + i]!;
  }
}
