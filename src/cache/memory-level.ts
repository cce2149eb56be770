import { LRUCache } from 'lru-cache';
import type { FoundEntry, Level } from './cache-level.ts';

export interface MemoryLevelOptions {
  /** Estimated bytes at which the entries longest unused make room, > 0. */
  maxBytes: number;
}

/** What an entry takes beside its texts. */
const ENTRY_BYTES = 200;

/** Entries in this process. */
export function createMemoryLevel({ maxBytes }: MemoryLevelOptions): Level {
  const entries = new LRUCache<string, string>({
    maxSize: maxBytes,
    sizeCalculation: (value, key) => 2 * (key.length + value.length) + ENTRY_BYTES,
  });
  const peek = (key: string): FoundEntry | null => {
    const value = entries.get(key);
    // It counts in fractions, which Redis does not take.
    const remainingMs = Math.max(1, Math.ceil(entries.getRemainingTTL(key)));
    return value === undefined ? null : { value, remainingMs };
  };
  return {
    name: 'memory',
    degraded: false,
    peek,
    read: (key) => Promise.resolve(peek(key)),
    write(key, value, ttlMs) {
      entries.set(key, value, { ttl: ttlMs });
      return Promise.resolve();
    },
    close() {
      entries.clear();
      return Promise.resolve();
    },
  };
}
