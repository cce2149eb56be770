import type { Analyzer } from '../../src/engine/index.ts';
import { Embedding, type EmbeddingTable } from '../../src/engine/ranking/embedding.ts';
import type { Corpora } from './corpora.ts';
import { embeddingExamples } from './embedding-examples.ts';
import { EMBEDDING_OPTIONS, fitEmbedding } from './fit-embedding.ts';
import { quantizeEmbedding } from './quantize-embedding.ts';
import { createRandom } from './random.ts';
import { tokensOf } from './tokens.ts';
import { buildVocabulary } from './vocabulary.ts';
import type { WordVectors } from './word-vectors.ts';

export const FOLDS = 3;

/** The part of cross-fitting that a place in [0, 1) falls in; parts are spread over all places. */
export function foldOf(place: number): number {
  return Math.floor(place * 997 * FOLDS) % FOLDS;
}

export interface FoldEmbeddings {
  /** Fitted on everything. */
  readonly whole: EmbeddingTable;
  /** Fitted on everything but one fold; what trees are fitted on, so that they do not trust it too much. */
  readonly withoutFold: readonly Embedding[];
}

/** @param isUsed by place; sentences of other places are neither fitted on nor looked at */
export function fitFoldEmbeddings(
  corpora: Corpora,
  analyzer: Analyzer,
  start: WordVectors | null,
  isUsed: (place: number) => boolean,
  note: (text: string) => void,
): FoldEmbeddings {
  const sentences = new Set(corpora.sets.flatMap(({ bank }) => bank.map(({ text }) => text)));
  for (const { a, b } of corpora.pairs) {
    for (const sentence of [a, b]) if (isUsed(corpora.placeOf(sentence))) sentences.add(sentence);
  }
  const tokenized = [...sentences].map((sentence) => tokensOf(sentence, analyzer));
  const vocabulary = buildVocabulary(tokenized, start, createRandom(1));
  note(`vocabulary of ${vocabulary.keys.length} tokens from ${sentences.size} sentences`);
  const fit = (isFitted: (place: number) => boolean): EmbeddingTable => {
    const examples = embeddingExamples(corpora, vocabulary, analyzer, isFitted);
    const rows = fitEmbedding(vocabulary, examples, EMBEDDING_OPTIONS, createRandom(2));
    note(`embedding fitted on ${examples.length} paraphrases`);
    return quantizeEmbedding(vocabulary, rows);
  };
  return {
    whole: fit(isUsed),
    withoutFold: Array.from(
      { length: FOLDS },
      (_, fold) => new Embedding(fit((place) => isUsed(place) && foldOf(place) !== fold)),
    ),
  };
}
