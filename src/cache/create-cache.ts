import type { Cache } from '../service/ports/cache.ts';
import type { Level } from './cache-level.ts';
import { spreadExpiry } from './spread-expiry.ts';

/**
 * A cache of one or more levels, the nearest first: `[memory]`, `[redis]` or `[memory, redis]`. An entry found
 * further away is brought nearer for the time it has left, so that no level keeps it longer than another.
 */
export function createCache(levels: readonly Level[]): Cache {
  return {
    async get(key) {
      for (const [distance, level] of levels.entries()) {
        const found = await level.read(key);
        if (found === null) continue;
        for (const nearer of levels.slice(0, distance))
          await nearer.write(key, found.value, found.remainingMs);
        return { value: found.value, level: level.name };
      }
      return null;
    },
    async set(key, value, ttlMs) {
      const spreadMs = spreadExpiry(ttlMs);
      await Promise.all(levels.map((level) => level.write(key, value, spreadMs)));
    },
    get degraded() {
      return levels.some((level) => level.degraded);
    },
    async close() {
      await Promise.all(levels.map((level) => level.close()));
    },
  };
}
