import type { SpokenName } from '../analysis/names.ts';
import type { Quantity } from '../analysis/quantities.ts';
import type { BankWeights } from './bank-weights.ts';
import type { NameDifference } from './name-difference.ts';
import { measureOverlap, type Overlap } from './overlap.ts';
import type { PreparedText } from './prepared-text.ts';
import type { RewrittenWord } from './rewrite.ts';
import {
  createSharedBigrams,
  createSharedUnits,
  markShared,
  markSharedBigrams,
  weighBank,
  weighBankBigrams,
  weighBigrams,
  weighShare,
} from './shared-units.ts';
import { cosineOf } from './vectors.ts';
import { compareWords, cosineOfRests, createSide, unseenShare } from './word-comparison.ts';
import type { WordSimilarities } from './word-similarities.ts';

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
  { name: 'missingNames', monotone: -1, relative: false },
  { name: 'otherNames', monotone: -1, relative: false },
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

/** What the pairs of one list have in common. */
export interface PairContext {
  readonly bank: BankWeights;
  readonly similarities: WordSimilarities;
  /** Opposites of which the query says one and the wording the other. */
  readonly countOpposites: (core: string) => number;
}

const sharedCodes = createSharedUnits();
const sharedBigrams = createSharedBigrams();
const sideOfQuery = createSide();
const sideOfWording = createSide();
const overlap: Overlap = { subsequence: 0, substring: 0, edits: 0, prefix: 0, suffix: 0 };

/**
 * Writes the features of one pair to into[offset …]. About 6 µs for questions of usual length.
 * @param names that only one of the two holds
 */
export function readPair(
  into: Float32Array,
  offset: number,
  query: PairQuery,
  wording: PreparedText,
  relativeScore: number,
  names: NameDifference,
  { bank, similarities, countOpposites }: PairContext,
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
  markSharedBigrams(q.bigrams, wording.bigrams, sharedBigrams);
  into[at++] =
    n + m > 2 ? (sharedBigrams.countOfA + sharedBigrams.countOfB) / (n + m - 2) : sharedUnits / longest;
  into[at++] = weighShare(q.codeWeights, sharedCodes.ofA);
  into[at++] = weighShare(wording.codeWeights, sharedCodes.ofB);
  into[at++] = n > 1 ? weighBigrams(q.bigramWeights, sharedBigrams.ofA) : into[offset + 3]!;
  into[at++] = m > 1 ? weighBigrams(wording.bigramWeights, sharedBigrams.ofB) : into[offset + 4]!;
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

  const ofQuery = compareWords(sideOfQuery, query.words, q, wording, bank, similarities);
  const ofWording = compareWords(sideOfWording, null, wording, q, bank, similarities);
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
  into[at++] = weighNames(names.missing, bank);
  into[at++] = weighNames(names.others, bank);
  into[at++] = ofQuery.heardShare;
  into[at++] = ofQuery.synonymShare;
  into[at++] = query.written === q ? into[offset + 1]! : diceOf(query.written, wording);

  into[at++] = bankCharacters;
  into[at++] = n > 1 ? weighBankBigrams(q.bigrams, sharedBigrams.ofA, bank) : bankCharacters;
  into[at++] = bankWordingCharacters;
  into[at++] = unseenShare(q, bank);
  into[at++] = cosineOf(q.vector, wording.vector);
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

/** A name that the bank lacks weighs 1, one that all of it is about next to nothing. */
function weighNames(names: readonly SpokenName[], bank: BankWeights): number {
  let sum = 0;
  for (const { text } of names) sum += bank.word(text);
  return sum;
}

function diceOf(a: PreparedText, b: PreparedText): number {
  markShared(a.codes, b.codes, sharedCodes);
  return (2 * sharedCodes.common) / (a.codes.length + b.codes.length);
}
