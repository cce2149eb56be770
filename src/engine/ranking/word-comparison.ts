import type { BankWeights } from './bank-weights.ts';
import type { PreparedText } from './prepared-text.ts';
import type { RewrittenWord } from './rewrite.ts';
import type { WordSimilarities } from './word-similarities.ts';

const LONGEST = 256;

/** Words below this weight do not count as missing. */
const LEAST_TELLING = 0.1;

/** What the words of one side find on the other. */
export interface Side {
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

export function createSide(): Side {
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

/**
 * Looks for the words of one side on the other. Overwrites and returns `side`.
 * @param rewritten weights and rewrites of the words of `own` where it is the query; null: it is a wording
 */
export function compareWords(
  side: Side,
  rewritten: readonly RewrittenWord[] | null,
  own: PreparedText,
  other: PreparedText,
  bank: BankWeights,
  similarities: WordSimilarities,
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
    const similarity = bestSimilarity(own, i, other, similarities);
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

/** Largest cosine of a word with any of the other side, at least 0. */
function bestSimilarity(
  own: PreparedText,
  word: number,
  other: PreparedText,
  similarities: WordSimilarities,
): number {
  const key = own.wordKeys[word]!;
  const vector = own.wordVectors[word]!;
  let best = 0;
  for (let i = 0; i < other.wordVectors.length; i++) {
    const similarity = similarities.of(key, vector, other.wordKeys[i]!, other.wordVectors[i]!);
    if (similarity > best) best = similarity;
  }
  return best;
}

let restOfQuery = new Int32Array(0);
let restOfWording = new Int32Array(0);

/** Cosine of what is left on both sides without the shared words; 1 when nothing is, 0 when one side has no rest. */
export function cosineOfRests(
  q: PreparedText,
  ofQuery: Side,
  wording: PreparedText,
  ofWording: Side,
): number {
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
    const vector = text.wordVectors[word]!;
    for (let i = 0; i < dimensions; i++) into[i]! += vector[i]!;
  }
}

/** Share of the words, by length, that the bank does not hold at all. */
export function unseenShare({ words, core }: PreparedText, bank: BankWeights): number {
  let unseen = 0;
  for (const word of words) if (bank.word(word) > 0.999) unseen += word.length;
  return unseen / core.length;
}
