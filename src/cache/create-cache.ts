import type { Cache } from '../service/ports/cache.ts';
import type { FoundEntry, Level } from './cache-level.ts';
import { spreadExpiry } from './spread-expiry.ts';

/**
 * A cache of one or more levels, the nearest first: `[memory]`, `[redis]` or `[memory, redis]`. An entry found
 * further away is brought nearer for the time it has left, so that no level keeps it longer than another.
 */
export function createCache(levels: readonly Level[]): Cache {
  const bringNearer = async (key: string, found: FoundEntry, from: Level): Promise<void> => {
    for (const nearer of levels.slice(0, levels.indexOf(from)))
      await nearer.write(key, found.value, found.remainingMs);
  };

  return {
    async get(key) {
      for (const level of levels) {
        const found = await level.read(key);
        if (found === null) continue;
        if (level !== levels[0]) await bringNearer(key, found, level);
        return { value: found.value, level: level.name };
      }
      return null;
    },
    peek(key) {
      const [nearest] = levels;
      const found = nearest?.peek?.(key) ?? null;
      return found === null ? null : { value: found.value, level: nearest!.name };
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
