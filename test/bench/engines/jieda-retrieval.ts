import { inverseDocumentFrequency } from '../../../src/engine/index/bm25.ts';
import { topWordings } from '../../../src/engine/query/retrieve.ts';
import { indexOf } from '../../helpers/engine.ts';
import type { BenchEngine } from './bench-engine.ts';
import { termKeys, type Stream } from './tokens.ts';

const EVERYTHING = { category: null, tag: null, nowMs: 0 };
const WEIGHT_UNIT = 64;

/** The best ten of one stream by BM25, for terms that are there already: the first step of a search alone. */
function jiedaRetrieval(stream: Stream): BenchEngine {
  let index = indexOf([]);
  return {
    build(questions) {
      index = indexOf(questions);
    },
    prepare(query) {
      const keys = [...new Set(termKeys(query, stream))];
      return () => {
        const terms: { key: string; weight: number }[] = [];
        for (const key of keys) {
          const frequency = index.documentFrequency(key);
          if (frequency === 0) continue;
          const weight = inverseDocumentFrequency(index.wordingCount, frequency);
          terms.push({ key, weight: Math.max(1, Math.round(weight * WEIGHT_UNIT)) });
        }
        const found = topWordings(index, terms, EVERYTHING, 10, 1);
        return found.map(({ document }) => Number(document.id.slice(1)));
      };
    },
  };
}

export const jiedaWords = jiedaRetrieval('words');
export const jiedaBigrams = jiedaRetrieval('bigrams');
