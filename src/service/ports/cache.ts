/** Which level answered. */
export type CacheLevel = 'memory' | 'redis';

/**
 * Short-lived values by key. Never throws and never waits long: a cache that is away answers `null` and
 * `degraded` says so.
 */
export interface Cache {
  get(key: string): Promise<{ value: string; level: CacheLevel } | null>;
  /** @param ttlMs > 0; adapters spread it by ± 10 % so that entries do not expire together */
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** True while a level of the cache cannot be reached. */
  readonly degraded: boolean;
  close(): Promise<void>;
}
