import MiniSearch from 'minisearch';
import type { BenchEngine } from './bench-engine.ts';
import { cutWords } from './words.ts';

const engine = new MiniSearch<{ id: number; question: string }>({ fields: ['question'], tokenize: cutWords });

export const miniSearch: BenchEngine = {
  build(questions) {
    engine.addAll(questions.map((question, id) => ({ id, question })));
  },
  prepare: (query) => () =>
    engine
      .search(query)
      .slice(0, 10)
      .map(({ id }) => id as number),
};
