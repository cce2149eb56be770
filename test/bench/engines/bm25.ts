import type { BenchEngine } from './bench-engine.ts';
import { cutWords } from './words.ts';

const K1 = 1.2;
const B = 0.75;
const BEST = 10;

type Postings = Map<string, { documents: number[]; counts: number[] }>;

/** Scores of all documents for a query, by BM25 as it is in the books (Robertson and Zaragoza 2009). */
interface Scorer {
  build(texts: readonly string[]): void;
  score(query: string): Float64Array;
}

function createScorer(tokenize: (text: string) => string[]): Scorer {
  const postings: Postings = new Map();
  let lengths: number[] = [];
  let meanLength = 1;
  return {
    build(texts) {
      lengths = texts.map((text, document) => {
        const tokens = tokenize(text);
        const counts = new Map<string, number>();
        for (const token of tokens) counts.set(token, (counts.get(token) ?? 0) + 1);
        for (const [token, count] of counts) {
          const list = postings.get(token) ?? { documents: [], counts: [] };
          postings.set(token, list);
          list.documents.push(document);
          list.counts.push(count);
        }
        return tokens.length;
      });
      meanLength = lengths.reduce((sum, length) => sum + length, 0) / lengths.length;
    },
    score(query) {
      const scores = new Float64Array(lengths.length);
      for (const token of tokenize(query)) {
        const list = postings.get(token);
        if (list === undefined) continue;
        const holding = list.documents.length;
        const idf = Math.log(1 + (lengths.length - holding + 0.5) / (holding + 0.5));
        list.documents.forEach((document, i) => {
          const count = list.counts[i]!;
          const norm = K1 * (1 - B + (B * lengths[document]!) / meanLength);
          scores[document]! += (idf * count * (K1 + 1)) / (count + norm);
        });
      }
      return scores;
    },
  };
}

function charactersAndPairs(text: string): string[] {
  const characters = Array.from(text).filter((character) => /[\p{L}\p{N}]/u.test(character));
  return characters.flatMap((character, i) =>
    i === 0 ? [character] : [character, characters[i - 1]! + character],
  );
}

/** @param shares how much each scorer counts */
function bm25(scorers: readonly Scorer[], shares: readonly number[]): BenchEngine {
  return {
    build(questions) {
      for (const scorer of scorers) scorer.build(questions);
    },
    prepare: (query) => () => {
      const [first, ...others] = scorers.map((scorer) => scorer.score(query));
      const sums = first!.map((score, document) =>
        others.reduce((sum, scores, i) => sum + shares[i + 1]! * scores[document]!, shares[0]! * score),
      );
      return bestOf(sums);
    },
  };
}

/** Places of the largest sums above zero, largest first. */
function bestOf(sums: Float64Array): number[] {
  const best: number[] = [];
  for (let place = 0; place < sums.length; place++) {
    const sum = sums[place]!;
    if (sum <= 0 || (best.length === BEST && sum <= sums[best[BEST - 1]!]!)) continue;
    let at = best.length;
    while (at > 0 && sums[best[at - 1]!]! < sum) at--;
    best.splice(at, 0, place);
    best.length = Math.min(best.length, BEST);
  }
  return best;
}

export const createBm25Words = (): BenchEngine => bm25([createScorer(cutWords)], [1]);
export const createBm25Characters = (): BenchEngine => bm25([createScorer(charactersAndPairs)], [1]);
export const createBm25Sum = (): BenchEngine =>
  bm25([createScorer(cutWords), createScorer(charactersAndPairs)], [0.4, 0.6]);
