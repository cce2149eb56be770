import type { CacheLevel } from '../service/ports/cache.ts';

/** One place where entries are kept. Never throws: while it is away it finds nothing and keeps nothing. */
export interface Level {
  readonly name: CacheLevel;
  /** Whether it cannot be reached. */
  readonly degraded: boolean;
  /** @returns the value with the time it has left, > 0 */
  read(key: string): Promise<{ value: string; remainingMs: number } | null>;
  /** @param ttlMs integer > 0, kept to the millisecond */
  write(key: string, value: string, ttlMs: number): Promise<void>;
  /** May be called more than once. */
  close(): Promise<void>;
}
