import { findQuantities, type Quantity } from '../analysis/quantities.ts';
import type { Embedding } from './embedding.ts';
import { isNegated } from './guards.ts';
import { questionTypeOf } from './question-type.ts';
import { tokenKeys } from './text-tokens.ts';
import { normalizeVector, quantizeVector } from './vectors.ts';

/** A text as far as the embedding sees it: enough to choose the candidates that are looked at closely. */
export interface EncodedText {
  readonly core: string;
  /** End of each word in `core`, rising. */
  readonly wordEnds: ArrayLike<number>;
  /** Hash and embedding number of each token, in the order of `tokenKeys`. */
  readonly keys: Int32Array;
  readonly tokens: Int32Array;
  /** Unit vector × 127. */
  readonly vector: Int8Array;
}

/** A text as the fitted model reads it; worked out once a text, so that pairs cost no string work. */
export interface PreparedText extends EncodedText {
  readonly words: readonly string[];
  /** Hash of each word. */
  readonly wordKeys: Int32Array;
  /** Code units of `core`. */
  readonly codes: Uint16Array;
  /** Neighbouring code units, the first in the upper half. */
  readonly bigrams: Int32Array;
  /** Inverse document frequency of each code unit and bigram in general Chinese, in nats. */
  readonly codeWeights: Float32Array;
  readonly bigramWeights: Float32Array;
  /** Unit vectors of the words × 127, one behind the other. */
  readonly wordVectors: Int8Array;
  readonly isNegated: boolean;
  readonly quantities: readonly Quantity[];
  readonly questionType: number;
}

/** About 5 µs for a question of usual length. */
export function encodeText(core: string, wordEnds: ArrayLike<number>, embedding: Embedding): EncodedText {
  const keys = tokenKeys(core, wordEnds);
  const tokens = embedding.find(keys);
  return { core, wordEnds, keys, tokens, vector: embedding.encode(tokens) };
}

/** About 10 µs for a question of usual length. */
export function prepareText(encoded: EncodedText, embedding: Embedding): PreparedText {
  const { core, wordEnds, keys, tokens } = encoded;
  const n = core.length;
  const codes = new Uint16Array(n);
  const codeWeights = new Float32Array(n);
  const bigrams = new Int32Array(Math.max(0, n - 1));
  const bigramWeights = new Float32Array(bigrams.length);
  for (let i = 0; i < n; i++) {
    codes[i] = core.charCodeAt(i);
    codeWeights[i] = embedding.weightOf(tokens[i]!);
    if (i === 0) continue;
    bigrams[i - 1] = (codes[i - 1]! << 16) | codes[i]!;
    bigramWeights[i - 1] = embedding.weightOf(tokens[n + i - 1]!);
  }
  const words: string[] = [];
  for (let word = 0, start = 0; word < wordEnds.length; word++) {
    words.push(core.slice(start, wordEnds[word]));
    start = wordEnds[word]!;
  }
  return {
    ...encoded,
    words,
    wordKeys: keys.subarray(keys.length - words.length),
    codes,
    bigrams,
    codeWeights,
    bigramWeights,
    wordVectors: encodeWords(encoded, embedding),
    isNegated: isNegated(core),
    quantities: HOLDS_NUMERAL.test(core) ? findQuantities(core) : [],
    questionType: questionTypeOf(core),
  };
}

const HOLDS_NUMERAL = /[0-9零〇一二三四五六七八九十两半百千万亿]/;

/** A word is the sum of its own vector and those of its characters and bigrams. */
function encodeWords({ core, wordEnds, tokens }: EncodedText, embedding: Embedding): Int8Array {
  const { dimensions } = embedding;
  const n = core.length;
  const vectors = new Int8Array(wordEnds.length * dimensions);
  const sum = new Float32Array(dimensions);
  for (let word = 0, start = 0; word < wordEnds.length; word++) {
    const end = wordEnds[word]!;
    sum.fill(0);
    embedding.addTo(sum, tokens[Math.max(0, 2 * n - 1) + word]!);
    for (let i = start; i < end; i++) {
      embedding.addTo(sum, tokens[i]!);
      if (i + 1 < end) embedding.addTo(sum, tokens[n + i]!);
    }
    normalizeVector(sum);
    quantizeVector(sum, vectors, word * dimensions);
    start = end;
  }
  return vectors;
}
