import type { CacheLevel } from '../service/ports/cache.ts';

/** A value with the time it has left, an integer > 0. */
export interface FoundEntry {
  readonly value: string;
  readonly remainingMs: number;
}

/** One place where entries are kept. Never throws: while it is away it finds nothing and keeps nothing. */
export interface Level {
  readonly name: CacheLevel;
  /** Whether it cannot be reached. */
  readonly degraded: boolean;
  read(key: string): Promise<FoundEntry | null>;
  /** `read` where it takes no waiting; null where it does. */
  readonly peek: ((key: string) => FoundEntry | null) | null;
  /** @param ttlMs integer > 0, kept to the millisecond */
  write(key: string, value: string, ttlMs: number): Promise<void>;
  /** May be called more than once. */
  close(): Promise<void>;
}
