import type { KeyTable } from '../../src/engine/ranking/key-table.ts';
import { shuffle, type Random } from './random.ts';
import type { Vocabulary } from './vocabulary.ts';

/** Two sentences of one meaning and sentences that look alike but mean something else, as token numbers. */
export interface EmbeddingExample {
  readonly corpus: string;
  /** Sentences of one group are never told apart. */
  readonly group: number;
  readonly a: Int32Array;
  readonly b: Int32Array;
  readonly others: readonly Int32Array[];
}

export interface EmbeddingOptions {
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly temperature: number;
  readonly dropout: number;
}

export const EMBEDDING_OPTIONS: EmbeddingOptions = {
  epochs: 8,
  batch: 128,
  learningRate: 0.012,
  temperature: 0.1,
  dropout: 0.3,
};

/** Token numbers of a vocabulary; unknown tokens are left out. */
export function numberTokens(keys: Int32Array, table: KeyTable): Int32Array {
  return keys.map((key) => table.find(key)).filter((number) => number !== -1);
}

/**
 * Fits token vectors by InfoNCE (van den Oord et al. 2018): in a batch of one corpus, each sentence must find its
 * paraphrase among the paraphrases of the others and its own look-alikes. Sparse Adam; tokens are dropped at random
 * so that no single token is relied on.
 * @returns vectors of all tokens, vocabulary.dimensions each
 */
export function fitEmbedding(
  vocabulary: Vocabulary,
  examples: readonly EmbeddingExample[],
  options: EmbeddingOptions,
  random: Random,
): Float32Array {
  const { dimensions } = vocabulary;
  const rows = vocabulary.initialVectors.slice();
  const adam = new SparseAdam(rows, dimensions, options.learningRate);
  for (let epoch = 0; epoch < options.epochs; epoch++) {
    for (const batch of batchesOf(examples, options.batch, random)) {
      trainBatch(rows, dimensions, batch, options, random, adam);
    }
  }
  return rows;
}

function batchesOf(
  examples: readonly EmbeddingExample[],
  size: number,
  random: Random,
): EmbeddingExample[][] {
  const byCorpus = new Map<string, EmbeddingExample[]>();
  for (const example of examples) {
    const list = byCorpus.get(example.corpus) ?? [];
    list.push(example);
    byCorpus.set(example.corpus, list);
  }
  const batches: EmbeddingExample[][] = [];
  for (const list of byCorpus.values()) {
    shuffle(list, random);
    for (let i = 0; i < list.length; i += size) batches.push(list.slice(i, i + size));
  }
  return shuffle(batches, random);
}

/** Contrasts below this share of a logit move nothing. */
const LEAST_SLOPE = 2e-3;

function trainBatch(
  rows: Float32Array,
  dimensions: number,
  batch: readonly EmbeddingExample[],
  { temperature, dropout }: EmbeddingOptions,
  random: Random,
  adam: SparseAdam,
): void {
  const drop = (tokens: Int32Array): Int32Array => {
    const kept = tokens.filter(() => random() >= dropout);
    return kept.length > 0 ? kept : tokens;
  };
  const sides = batch.map(({ a, b }) => (random() < 0.5 ? [a, b] : [b, a]));
  const others = batch.map((example) => shuffle([...example.others], random).slice(0, MOST_OTHERS));
  const queries = encodeAll(
    sides.map(([query]) => drop(query!)),
    rows,
    dimensions,
  );
  const targets = encodeAll(
    [...sides.map(([, target]) => target!), ...others.flat()].map(drop),
    rows,
    dimensions,
  );
  let ownOthers = batch.length;
  const compared = new Int32Array(batch.length + MOST_OTHERS);
  const weights = new Float64Array(compared.length);
  batch.forEach(({ group }, i) => {
    let count = 0;
    compared[count++] = i;
    for (let j = 0; j < batch.length; j++) if (batch[j]!.group !== group) compared[count++] = j;
    const end = ownOthers + others[i]!.length;
    while (ownOthers < end) compared[count++] = ownOthers++;
    let total = 0;
    for (let c = 0; c < count; c++) {
      const similarity = dotAt(
        queries.vectors,
        i * dimensions,
        targets.vectors,
        compared[c]! * dimensions,
        dimensions,
      );
      weights[c] = Math.exp((similarity - 1) / temperature);
      total += weights[c]!;
    }
    for (let c = 0; c < count; c++) {
      const slope = (weights[c]! / total - (c === 0 ? 1 : 0)) / temperature;
      if (Math.abs(slope) < LEAST_SLOPE) continue;
      addScaled(
        queries.gradients,
        i * dimensions,
        targets.vectors,
        compared[c]! * dimensions,
        slope,
        dimensions,
      );
      addScaled(
        targets.gradients,
        compared[c]! * dimensions,
        queries.vectors,
        i * dimensions,
        slope,
        dimensions,
      );
    }
  });
  adam.add(queries);
  adam.add(targets);
  adam.step();
}

const MOST_OTHERS = 2;

/** Sentences of a batch: their tokens, unit vectors, lengths before normalising, and gradients. */
interface Encoded {
  readonly tokens: readonly Int32Array[];
  readonly vectors: Float32Array;
  readonly norms: Float32Array;
  readonly gradients: Float32Array;
}

function encodeAll(tokens: readonly Int32Array[], rows: Float32Array, dimensions: number): Encoded {
  const vectors = new Float32Array(tokens.length * dimensions);
  const norms = new Float32Array(tokens.length);
  for (let sentence = 0; sentence < tokens.length; sentence++) {
    const at = sentence * dimensions;
    for (const token of tokens[sentence]!) addScaled(vectors, at, rows, token * dimensions, 1, dimensions);
    norms[sentence] = Math.sqrt(dotAt(vectors, at, vectors, at, dimensions)) || 1;
    for (let i = at; i < at + dimensions; i++) vectors[i]! /= norms[sentence]!;
  }
  return { tokens, vectors, norms, gradients: new Float32Array(vectors.length) };
}

/** Four sums side by side, so that additions need not wait for each other. @param length a multiple of 4 */
function dotAt(a: Float32Array, aFrom: number, b: Float32Array, bFrom: number, length: number): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < length; i += 4) {
    first += a[aFrom + i]! * b[bFrom + i]!;
    second += a[aFrom + i + 1]! * b[bFrom + i + 1]!;
    third += a[aFrom + i + 2]! * b[bFrom + i + 2]!;
    fourth += a[aFrom + i + 3]! * b[bFrom + i + 3]!;
  }
  return first + second + third + fourth;
}

function addScaled(
  into: Float32Array,
  intoFrom: number,
  from: Float32Array,
  fromFrom: number,
  scale: number,
  length: number,
): void {
  for (let i = 0; i < length; i++) into[intoFrom + i]! += scale * from[fromFrom + i]!;
}

/** Adam (Kingma and Ba 2015) over the rows that a batch touched. */
class SparseAdam {
  readonly #rows: Float32Array;
  readonly #dimensions: number;
  readonly #learningRate: number;
  readonly #gradients: Float32Array;
  readonly #means: Float32Array;
  readonly #squares: Float32Array;
  readonly #touched = new Set<number>();
  #time = 0;

  constructor(rows: Float32Array, dimensions: number, learningRate: number) {
    this.#rows = rows;
    this.#dimensions = dimensions;
    this.#learningRate = learningRate;
    this.#gradients = new Float32Array(rows.length);
    this.#means = new Float32Array(rows.length);
    this.#squares = new Float32Array(rows.length);
  }

  /** Carries gradients of unit vectors back through the normalisation to the tokens of the sentences. */
  add({ tokens, vectors, norms, gradients }: Encoded): void {
    const dimensions = this.#dimensions;
    for (let sentence = 0; sentence < tokens.length; sentence++) {
      const at = sentence * dimensions;
      const along = dotAt(gradients, at, vectors, at, dimensions);
      addScaled(gradients, at, vectors, at, -along, dimensions);
      for (const token of tokens[sentence]!) {
        this.#touched.add(token);
        addScaled(this.#gradients, token * dimensions, gradients, at, 1 / norms[sentence]!, dimensions);
      }
    }
  }

  step(): void {
    this.#time++;
    const rate = (this.#learningRate * Math.sqrt(1 - 0.999 ** this.#time)) / (1 - 0.9 ** this.#time);
    for (const row of this.#touched) {
      this.#stepRow(row * this.#dimensions, (row + 1) * this.#dimensions, rate);
    }
    this.#touched.clear();
  }

  #stepRow(from: number, to: number, rate: number): void {
    const gradients = this.#gradients;
    const means = this.#means;
    const squares = this.#squares;
    const rows = this.#rows;
    for (let i = from; i < to; i++) {
      const gradient = gradients[i]!;
      gradients[i] = 0;
      means[i] = 0.9 * means[i]! + 0.1 * gradient;
      squares[i] = 0.999 * squares[i]! + 0.001 * gradient * gradient;
      rows[i]! -= (rate * means[i]!) / (Math.sqrt(squares[i]!) + 1e-8);
    }
  }
}
