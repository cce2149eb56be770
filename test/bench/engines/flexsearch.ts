import { Index } from 'flexsearch';
import type { BenchEngine } from './bench-engine.ts';
import { cutWords } from './words.ts';

const engine = new Index({ encode: cutWords, tokenize: 'strict' });

export const flexSearch: BenchEngine = {
  build(questions) {
    questions.forEach((question, id) => engine.add(id, question));
  },
  prepare: (query) => () => engine.search(query, { limit: 10, suggest: true }) as number[],
};
