import { KeyTable } from '../../src/engine/ranking/key-table.ts';
import { normalFrom, type Random } from './random.ts';
import { wordToken, type Token } from './tokens.ts';
import type { WordVectors } from './word-vectors.ts';

/** The tokens that get a vector, and the vectors that fitting starts from. */
export interface Vocabulary {
  readonly dimensions: number;
  readonly keys: Int32Array;
  readonly table: KeyTable;
  /** Inverse document frequency in the training sentences, in nats. */
  readonly weights: Float32Array;
  readonly initialVectors: Float32Array;
}

/** How often a token must occur, and how many of a kind are kept at most. */
const LIMITS = {
  character: { least: 2, most: 6_000 },
  bigram: { least: 4, most: 24_000 },
  word: { least: 2, most: 24_000 },
} as const;
/** Words of the general vectors that training never saw, most frequent first. */
const MOST_UNSEEN_WORDS = 30_000;
const START_SHARE = 4;
const DIMENSIONS = 100;

/** @param start general word vectors to start from; null: start from nothing */
export function buildVocabulary(
  sentences: Iterable<readonly Token[]>,
  start: WordVectors | null,
  random: Random,
): Vocabulary {
  const frequencies = new Map<number, { token: Token; count: number }>();
  let total = 0;
  for (const tokens of sentences) {
    total++;
    for (const [key, token] of new Map(tokens.map((token) => [token.key, token]))) {
      const entry = frequencies.get(key);
      if (entry) entry.count++;
      else frequencies.set(key, { token, count: 1 });
    }
  }
  const chosen = (Object.keys(LIMITS) as (keyof typeof LIMITS)[]).flatMap((kind) =>
    [...frequencies.values()]
      .filter(({ token, count }) => token.kind === kind && count >= LIMITS[kind].least)
      .sort((a, b) => b.count - a.count || a.token.key - b.token.key)
      .slice(0, LIMITS[kind].most),
  );
  const known = new Set(chosen.map(({ token }) => token.key));
  const unseen = (start?.words ?? [])
    .filter((word) => word.length > 1 && /^\p{Script=Han}+$/u.test(word))
    .map((word) => ({ token: wordToken(word), count: 1 }))
    .filter(({ token }) => !known.has(token.key))
    .slice(0, MOST_UNSEEN_WORDS);
  const entries = [...chosen, ...unseen];
  const weights = Float32Array.from(entries, ({ count }) => Math.log((total + 1) / (count + 0.5)));
  const spell = start === null ? null : createSpeller(start);
  const initialVectors = new Float32Array(entries.length * DIMENSIONS);
  entries.forEach(({ token }, number) => {
    const general = spell?.(token) ?? null;
    for (let i = 0; i < DIMENSIONS; i++) {
      initialVectors[number * DIMENSIONS + i] =
        weights[number]! *
        (normalFrom(random) / Math.sqrt(DIMENSIONS) + (general ? START_SHARE * general[i]! : 0));
    }
  });
  const keys = Int32Array.from(entries, ({ token }) => token.key);
  return { dimensions: DIMENSIONS, keys, table: new KeyTable(keys), weights, initialVectors };
}

/**
 * General vector of a token: its own; for other words the mean of the fewest known words that spell it; for
 * characters and bigrams the mean of the known words that hold them. Null where none is known.
 */
function createSpeller({
  words,
  numbers,
  vectors,
  dimensions,
}: WordVectors): (token: Token) => Float32Array | null {
  const holders = new Map<string, number[]>();
  words.forEach((word, number) => {
    if (number >= MOST_HOLDERS) return;
    for (let i = 0; i < word.length; i++) {
      for (const part of [word[i]!, word.slice(i, i + 2)]) {
        const list = holders.get(part) ?? [];
        if (list.length < 64 && list.at(-1) !== number) list.push(number);
        holders.set(part, list);
      }
    }
  });
  return ({ text, kind }) => {
    const own = numbers.get(text);
    if (own !== undefined) return vectors.subarray(own * dimensions, (own + 1) * dimensions);
    const parts =
      kind === 'word' && text.length > 2 ? fewestPieces(text, numbers) : (holders.get(text) ?? []);
    return parts.length === 0 ? null : unitMean(parts, vectors, dimensions);
  };
}

const MOST_HOLDERS = 80_000;

function fewestPieces(text: string, numbers: ReadonlyMap<string, number>): number[] {
  const best: (number[] | null)[] = [[]];
  for (let end = 1; end <= text.length; end++) {
    best[end] = null;
    for (let begin = 0; begin < end; begin++) {
      const piece = numbers.get(text.slice(begin, end));
      const before = best[begin];
      if (!before || piece === undefined) continue;
      const found = best[end];
      if (!found || before.length + 1 < found.length) best[end] = [...before, piece];
    }
  }
  return best[text.length] ?? [];
}

function unitMean(parts: readonly number[], vectors: Float32Array, dimensions: number): Float32Array {
  const mean = new Float32Array(dimensions);
  for (const part of parts) {
    for (let i = 0; i < dimensions; i++) mean[i]! += vectors[part * dimensions + i]!;
  }
  const norm = Math.hypot(...mean) || 1;
  return mean.map((value) => value / norm);
}
