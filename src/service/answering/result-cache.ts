import type { LiveBank } from '../index-keeper/live-bank.ts';
import { hasPersonalNumbers } from '../mask-personal-numbers.ts';
import type { Cache, CacheEntry } from '../ports/cache.ts';
import type { Clock } from '../ports/clock.ts';
import { NO_TIME, type Served, type StageTimings } from '../served.ts';
import { FINGERPRINT_LENGTH, fingerprintOf } from '../fingerprint.ts';
import { createSingleFlight } from '../single-flight.ts';

/** A result as first computed. */
export interface Computed {
  readonly value: unknown;
  readonly timings: StageTimings;
  /** Nothing was found: kept only briefly. */
  readonly isEmpty: boolean;
}

/** A result as JSON text, with where it came from. */
export type Cached = Pick<Served<unknown>, 'json' | 'fingerprint' | 'cache' | 'timings'>;

export interface ResultCacheOptions {
  /** Part of every key: results of different engines or formats must never meet. */
  namespace: string;
  /** How long results are kept. */
  ttlMs: number;
  /** How long empty results are kept. */
  emptyTtlMs: number;
}

/** Results by bank, bank version with the change that led to it, operation and parameters. */
export interface ResultCache {
  /**
   * The kept result, or that of `compute`, which then runs once for all who ask for it now. What holds
   * personal numbers is never kept.
   * @param parameters everything but the bank that the result depends on
   */
  serve(
    live: LiveBank,
    operation: string,
    parameters: readonly unknown[],
    compute: (nowMs: number) => Computed,
  ): Promise<Cached>;
}

/** Of what is kept: the fingerprint, and the JSON behind it. It was the JSON alone. */
const FORMAT = 2;
/** Characters of the change that led to a version: enough to tell a few of them apart. */
const STEP_LENGTH = 8;
/** Caches spread expiry by ± 10 %: what must not outlive a moment is given a tenth less. */
const SPREAD_MARGIN = 1.1;

/** @param cache null: every result is computed */
export function createResultCache(
  cache: Cache | null,
  clock: Clock,
  { namespace, ttlMs, emptyTtlMs }: ResultCacheOptions,
): ResultCache {
  const flights = createSingleFlight<Cached>();

  const remainingMs = ({ index }: LiveBank, isEmpty: boolean, nowMs: number): number => {
    const boundary = index.validityBoundaryAfter(nowMs);
    const untilBoundary = boundary === null ? Infinity : (boundary - nowMs) / SPREAD_MARGIN;
    return Math.floor(Math.min(isEmpty ? emptyTtlMs : ttlMs, untilBoundary));
  };

  return {
    async serve(live, operation, parameters, compute) {
      const nowMs = clock.now().getTime();
      const parameterText = JSON.stringify(parameters);
      if (cache === null || hasPersonalNumbers(parameterText)) return encode(compute(nowMs), 'bypass');
      const { name, version, createdAt } = live.bank;
      // A bank that was removed and made anew counts its versions from the start again.
      const generation = createdAt.getTime();
      // One whose database was put back to an older state comes to the same versions by other changes.
      const step = live.mark === null ? '' : fingerprintOf(live.mark).slice(0, STEP_LENGTH);
      const state = `${name}@${generation}:${version}:${step}`;
      const key = `${namespace}:${FORMAT}:${state}:${operation}:${parameterText}`;
      const atHand = cache.peek(key);
      if (atHand !== null) return asCached(atHand);
      return flights.run(key, async () => {
        const kept = await cache.get(key);
        if (kept !== null) return asCached(kept);
        const computed = compute(nowMs);
        const result = encode(computed, 'miss');
        const keepMs = remainingMs(live, computed.isEmpty, nowMs);
        if (keepMs > 0) void cache.set(key, result.fingerprint + result.json, keepMs);
        return result;
      });
    },
  };
}

function asCached({ value, level }: CacheEntry): Cached {
  const fingerprint = value.slice(0, FINGERPRINT_LENGTH);
  return { json: value.slice(FINGERPRINT_LENGTH), fingerprint, cache: level, timings: NO_TIME };
}

/** A result that no cache is asked for. */
export function encode({ value, timings }: Computed, cache: 'miss' | 'bypass'): Cached {
  const json = JSON.stringify(value);
  return { json, fingerprint: fingerprintOf(json), cache, timings };
}
