import type { BenchEngine } from './bench-engine.ts';
import type { Stream } from './tokens.ts';

export interface EngineFigures {
  name: string;
  buildMs: number;
  /** Of a query, each the median of the rounds. */
  meanMs: number;
  p50Ms: number;
  p99Ms: number;
  /** By which the process grew, with everything collected that can be. */
  residentMb: number;
}

/** What every engine is given. */
export interface Load {
  /** Files of `id<TAB>text` lines. */
  bank: string;
  queries: string;
  /** Questions in the bank. */
  size: number;
  /** Times every query is asked. */
  rounds: number;
  /** Files of the same texts cut into terms, one text a line, terms divided by spaces; made when first asked for. */
  tokens: (stream: Stream) => { bank: string; queries: string };
}

/** An engine that can be measured in a process of its own. */
export interface MeasuredEngine {
  readonly name: string;
  /** Larger banks take hours or more memory than there is. */
  readonly mostQuestions: number;
  /** Fetches what it needs where that is missing. @returns why it cannot be measured here; null: it can */
  missing(): string | null;
  measure(load: Load): EngineFigures;
  /** Of engines that run in Node or are spoken to from there: to be called in the process that measures it. */
  load?(): Promise<BenchEngine>;
}
