import { indexOf, search } from '../../helpers/engine.ts';
import type { BenchEngine } from './bench-engine.ts';

let index = indexOf([]);

/** The whole of it: analysis, retrieval over all streams, ranking, highlights and reasons of ten matches. */
export const jieda: BenchEngine = {
  build(questions) {
    index = indexOf(questions);
  },
  prepare: (query) => () =>
    search(index, query, { limit: 10 }).matches.map(({ document }) => Number(document.id.slice(1))),
};
