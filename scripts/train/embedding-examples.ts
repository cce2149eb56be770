import type { Analyzer } from '../../src/engine/index.ts';
import { tokenKeys } from '../../src/engine/ranking/text-tokens.ts';
import type { Corpora } from './corpora.ts';
import { numberTokens, type EmbeddingExample } from './fit-embedding.ts';
import type { Vocabulary } from './vocabulary.ts';

const MOST_OTHERS = 4;

/**
 * Paraphrases with their labelled look-alikes.
 * @param isUsed by place of the group of a sentence; others are left out altogether
 */
export function embeddingExamples(
  { pairs, placeOf }: Corpora,
  vocabulary: Vocabulary,
  analyzer: Analyzer,
  isUsed: (place: number) => boolean,
): EmbeddingExample[] {
  const encoded = new Map<string, Int32Array>();
  const encode = (sentence: string): Int32Array => {
    let tokens = encoded.get(sentence);
    if (tokens === undefined) {
      const { core, words } = analyzer.analyze(sentence);
      const ends = words.map((word) => word.end);
      encoded.set(sentence, (tokens = numberTokens(tokenKeys(core, ends), vocabulary.table)));
    }
    return tokens;
  };
  const used = pairs.filter(({ a, b }) => isUsed(placeOf(a)) && isUsed(placeOf(b)));
  const others = new Map<string, string[]>();
  for (const { a, b, same } of used) {
    if (same) continue;
    others.set(a, [...(others.get(a) ?? []), b]);
    others.set(b, [...(others.get(b) ?? []), a]);
  }
  return used
    .filter(({ same }) => same)
    .map(({ corpus, a, b }) => ({
      corpus,
      group: placeOf(a),
      a: encode(a),
      b: encode(b),
      others: [...(others.get(a) ?? []), ...(others.get(b) ?? [])].slice(0, MOST_OTHERS).map(encode),
    }))
    .filter((example) => example.a.length > 0 && example.b.length > 0);
}
