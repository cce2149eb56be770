import type { OppositePair } from '../analysis/opposites.ts';
import type { SpokenName } from '../analysis/names.ts';
import type { BankIndex } from '../index/bank-index.ts';
import type { AnalyzedQuery } from '../query/analyzed-query.ts';
import type { Candidate } from '../query/candidate.ts';
import { BankWeights } from './bank-weights.ts';
import { createDifferences, findDifferences, weighDifferences, type DifferenceTable } from './difference.ts';
import type { Embedding } from './embedding.ts';
import { DIFFERENCE, WIDTH } from './list-features.ts';
import { compareNames } from './name-difference.ts';
import { readPair, type PairContext, type PairQuery } from './pair-features.ts';
import { prepareText, type PreparedText } from './prepared-text.ts';
import { PreparedWordings } from './prepared-wordings.ts';
import { rewriteFor, wordEndsOf, type RewrittenQuery } from './rewrite.ts';
import { speaksOf, spokenOpposites } from './spoken-opposites.ts';
import { WordSimilarities } from './word-similarities.ts';
import { WordingVectors } from './wording-vectors.ts';

/** A candidate as it was read: `query` is the query as its wording would put it. */
export interface ReadCandidate {
  readonly candidate: Candidate;
  readonly query: RewrittenQuery;
  readonly pair: PairQuery;
  readonly wording: PreparedText;
}

/** Candidates with a table of their features, WIDTH columns a row; relative columns are still empty. */
export interface ReadList {
  readonly items: readonly ReadCandidate[];
  readonly rows: Float32Array;
}

/** Candidates whose embedding is looked at, and of how many documents. */
const COMPARED = { wordings: 50, documents: 30 };
/** The same where no candidate has this share of the query's own score: a wrong character costs that of its neighbours. */
const COMPARED_IF_WEAK = { wordings: 110, documents: 70 };
const WEAK_EVIDENCE = 0.8;
/** Those that are read, and how many of these only sound alike at most. */
const MOST_READ = 16;
const MOST_HEARD = 4;
/** What promises this much less than the best is not read: reading it changed no first hit in a thousand. */
const HOPELESS_GAP = 0.5;

/** Reads lists of candidates into features. */
export class ListReader {
  readonly #embedding: Embedding;
  readonly #vectors: WordingVectors;
  readonly #wordings: PreparedWordings;
  readonly #difference: DifferenceTable | null;
  readonly #differences = createDifferences();
  readonly #similarities = new WordSimilarities();
  readonly #weights = new WeakMap<BankIndex, BankWeights>();
  readonly #queries = new WeakMap<AnalyzedQuery, PreparedText>();

  constructor(embedding: Embedding, difference: DifferenceTable | null) {
    this.#embedding = embedding;
    this.#vectors = new WordingVectors(embedding);
    this.#wordings = new PreparedWordings(embedding, this.#vectors);
    this.#difference = difference;
  }

  /**
   * The most promising candidates, in the order given: by retrieval score and embedding together, and some of those
   * found by sound alone, which come in the order of their sound.
   */
  select(query: PreparedText, candidates: readonly Candidate[]): Candidate[] {
    const heard = candidates.filter(({ relativeScore }) => relativeScore === 0).slice(0, MOST_HEARD);
    const isWeak = candidates.every(({ relativeScore }) => relativeScore < WEAK_EVIDENCE);
    const most = isWeak ? COMPARED_IF_WEAK : COMPARED;
    const literal = ofFirstDocuments(
      candidates.filter(({ relativeScore }) => relativeScore > 0).slice(0, most.wordings),
      most.documents,
    );
    if (literal.length === 0) return heard;
    const promise = literal.map(
      (candidate) => candidate.relativeScore + this.#vectors.cosineOf(query.vector, candidate),
    );
    const falling = Float64Array.from(promise).sort().reverse();
    const room = MOST_READ - heard.length;
    const bar = Math.max(falling[0]! - HOPELESS_GAP, falling[room - 1] ?? -Infinity);
    return [...literal.filter((_, i) => promise[i]! >= bar).slice(0, room), ...heard];
  }

  /** Reads each candidate into a row of features. About 15 µs each. */
  read(
    index: BankIndex,
    query: AnalyzedQuery,
    written: PreparedText,
    candidates: readonly Candidate[],
    opposites: readonly OppositePair[],
  ): ReadList {
    const rows = new Float32Array(candidates.length * WIDTH);
    const asked = spokenOpposites(written.core, opposites);
    const context: PairContext = {
      bank: this.#weightsOf(index),
      similarities: this.#similarities,
      countOpposites: (core) =>
        asked.reduce((sum, { mine, theirs }) => sum + (speaksOf(core, theirs, mine) ? 1 : 0), 0),
    };
    const readings = new Map<string, PreparedText>();
    const namesAsked = new Map<PreparedText, readonly SpokenName[]>();
    const items = candidates.map((candidate, i) => {
      const { text: wording, target, names } = this.#wordings.of(candidate, index.analyzer);
      const rewritten = rewriteFor(query, target, index.analyzer);
      const read = this.#readAs(written, rewritten, readings);
      const pair = { read, written, words: rewritten.words };
      let asking = namesAsked.get(read);
      if (asking === undefined)
        namesAsked.set(read, (asking = index.analyzer.names.find(read.core, read.wordEnds)));
      const named = compareNames(asking, names);
      readPair(rows, i * WIDTH, pair, wording, candidate.relativeScore, named, context);
      if (this.#difference !== null) {
        findDifferences(pair.read, wording, this.#differences);
        rows[i * WIDTH + DIFFERENCE] = weighDifferences(this.#difference, this.#differences);
      }
      return { candidate, query: rewritten, pair, wording };
    });
    return { items, rows };
  }

  /** Worked out once a query: its list is judged, and then beside the negative phrasings of the best. */
  prepareQuery(query: AnalyzedQuery): PreparedText {
    let prepared = this.#queries.get(query);
    if (prepared === undefined) {
      const { core, words } = query.text;
      const wordEnds = words.map((word) => word.end);
      prepared = prepareText(core, wordEnds, this.#embedding);
      this.#queries.set(query, prepared);
    }
    return prepared;
  }

  #weightsOf(index: BankIndex): BankWeights {
    let weights = this.#weights.get(index);
    if (weights === undefined) this.#weights.set(index, (weights = new BankWeights(index)));
    return weights;
  }

  /** The rewritten query, prepared. @param readings those of the list so far: many candidates share one */
  #readAs(
    written: PreparedText,
    { core, words }: RewrittenQuery,
    readings: Map<string, PreparedText>,
  ): PreparedText {
    if (core === written.core && words.length === written.words.length) return written;
    const key = words.map(({ text }) => text).join(' ');
    let reading = readings.get(key);
    if (reading === undefined) {
      readings.set(key, (reading = prepareText(core, wordEndsOf(words), this.#embedding)));
    }
    return reading;
  }
}

/** Those of the documents that come first; a document has a candidate for each of its wordings found. */
function ofFirstDocuments(candidates: readonly Candidate[], most: number): Candidate[] {
  const first = new Set(candidates.map(({ document }) => document));
  if (first.size <= most) return [...candidates];
  const kept = new Set([...first].slice(0, most));
  return candidates.filter(({ document }) => kept.has(document));
}
