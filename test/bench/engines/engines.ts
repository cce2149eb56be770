import { nodeEngine } from './node-engine.ts';
import { lucene } from './lucene/lucene.ts';
import { tantivy } from './tantivy/tantivy.ts';
import type { MeasuredEngine } from './measured-engine.ts';

/**
 * Everything that is compared, in the order of the table. Whole searches: `jieda` with analysis, all streams, ranking
 * and highlights, its rivals with what they offer, over jieba's words. Retrieval alone: the best ten of one stream,
 * `words` or `bigrams`, for queries that are cut already, each engine over the very same terms.
 */
export const ENGINES: readonly MeasuredEngine[] = [
  nodeEngine('jieda', Infinity, async () => (await import('./jieda.ts')).jieda),
  // Above these sizes they take many minutes to build or to be asked, or more memory than JavaScript has by itself.
  nodeEngine('minisearch', 300_000, async () => (await import('./minisearch.ts')).miniSearch),
  nodeEngine('flexsearch', 300_000, async () => (await import('./flexsearch.ts')).flexSearch),
  nodeEngine('sqlite-fts5', 100_000, async () => (await import('./sqlite-fts5.ts')).sqliteFts5),
  nodeEngine(
    'mariadb-fulltext',
    Infinity,
    async () => (await import('./mariadb-fulltext.ts')).mariadbFullText,
  ),
  tantivy,
  lucene('lucene', 'words', true),
  nodeEngine('jieda words', Infinity, async () => (await import('./jieda-retrieval.ts')).jiedaWords),
  lucene('lucene words', 'words', false),
  nodeEngine('jieda bigrams', Infinity, async () => (await import('./jieda-retrieval.ts')).jiedaBigrams),
  lucene('lucene bigrams', 'bigrams', false),
];
