/** A search engine under test: built once over all questions, then asked one query at a time. */
export interface BenchEngine {
  build(questions: readonly string[]): void;
  /** Best ten questions. */
  search(query: string): readonly number[];
}

/** Engines by name. Each is loaded only in the process that measures it. */
export const ENGINES: Readonly<Record<string, () => Promise<BenchEngine>>> = {
  jieda: async () => (await import('./jieda.ts')).jieda,
  minisearch: async () => (await import('./minisearch.ts')).miniSearch,
  flexsearch: async () => (await import('./flexsearch.ts')).flexSearch,
  'sqlite-fts5': async () => (await import('./sqlite-fts5.ts')).sqliteFts5,
};
