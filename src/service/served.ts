import type { CacheLevel } from './ports/cache.ts';

/** Milliseconds spent in each stage of a search. */
export interface StageTimings {
  analyseMs: number;
  retrieveMs: number;
  rankMs: number;
}

/** Of what was not searched for. */
export const NO_TIME: StageTimings = { analyseMs: 0, retrieveMs: 0, rankMs: 0 };

/** A result with what a door says about it in headers. */
export interface Served<T> {
  readonly value: T;
  /** `value` as JSON text, ready to send: cached results are never encoded twice. */
  readonly json: string;
  /** The same whenever the result is, whatever the id of the ask. */
  readonly fingerprint: string;
  readonly bank: string;
  readonly bankVersion: number;
  readonly cache: CacheLevel | 'miss' | 'bypass';
  /** What behind the service is away right now. */
  readonly degraded: readonly ('store' | 'cache')[];
  readonly timings: StageTimings;
}
