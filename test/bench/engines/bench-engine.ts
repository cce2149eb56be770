/** A search engine under test: built once over all questions, then asked one query at a time. */
export interface BenchEngine {
  build(questions: readonly string[]): void | Promise<void>;
  /** Makes a query ready outside of the time that is taken. @returns the search for the best ten questions */
  prepare(query: string): () => readonly number[] | Promise<readonly number[]>;
  /** Memory of another process that does its work. */
  residentMb?(): number;
  close?(): Promise<void>;
}
