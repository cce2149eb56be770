import { maskPersonalNumbers } from '../mask-personal-numbers.ts';
import type { Cache } from '../ports/cache.ts';

/** What was asked under a `queryId`, personal numbers masked. */
interface RecentAsk {
  bank: string;
  query: string;
}

/** Remembers what was asked for a while, so that feedback can be joined to it. */
export interface RecentAsks {
  /** In the background. */
  remember(queryId: string, ask: RecentAsk): void;
  /** Null: unknown or forgotten. */
  recall(queryId: string): Promise<RecentAsk | null>;
}

/** @param ttlMs how long an ask is remembered, > 0 */
export function createRecentAsks(cache: Cache, ttlMs: number): RecentAsks {
  const keyOf = (queryId: string) => `ask:${queryId}`;
  return {
    remember(queryId, { bank, query }) {
      const masked: RecentAsk = { bank, query: maskPersonalNumbers(query) };
      void cache.set(keyOf(queryId), JSON.stringify(masked), ttlMs);
    },
    async recall(queryId) {
      const kept = await cache.get(keyOf(queryId));
      return kept === null ? null : (JSON.parse(kept.value) as RecentAsk);
    },
  };
}
