/** Which level answered. */
export type CacheLevel = 'memory' | 'redis';

export interface CacheEntry {
  readonly value: string;
  readonly level: CacheLevel;
}

/**
 * Short-lived values by key. Never throws and never waits long: a cache that is away answers `null` and
 * `degraded` says so.
 */
export interface Cache {
  get(key: string): Promise<CacheEntry | null>;
  /** `get` as far as this process can answer at once; null also where another level may hold the key. */
  peek(key: string): CacheEntry | null;
  /** @param ttlMs > 0; adapters spread it by ± 10 % so that entries do not expire together */
  set(key: string, value: string, ttlMs: number): Promise<void>;
  /** True while a level of the cache cannot be reached. */
  readonly degraded: boolean;
  close(): Promise<void>;
}
