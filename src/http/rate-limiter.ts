import { LRUCache } from 'lru-cache';
import { AppError } from '../errors.ts';
import type { RateLimit } from './http-options.ts';

/** So many clients are remembered; the one idle longest is forgotten first, which gives it a full bucket. */
const MAX_CLIENTS = 50_000;

interface Bucket {
  tokens: number;
  /** `performance.now()` of the last refill. */
  at: number;
}

/** Token buckets by client, in this process only. */
export class RateLimiter {
  readonly #limit: RateLimit;
  readonly #buckets = new LRUCache<string, Bucket>({ max: MAX_CLIENTS });

  constructor(limit: RateLimit) {
    this.#limit = limit;
  }

  /**
   * Counts one request of a client. O(1).
   * @throws AppError `too_many_requests` with parameter `retryAfter` in seconds
   */
  take(client: string, now = performance.now()): void {
    const { perSecond, burst } = this.#limit;
    let bucket = this.#buckets.get(client);
    if (bucket === undefined) {
      bucket = { tokens: burst, at: now };
      this.#buckets.set(client, bucket);
    }
    bucket.tokens = Math.min(burst, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
    bucket.at = now;
    if (bucket.tokens < 1) {
      throw new AppError('too_many_requests', { retryAfter: Math.ceil((1 - bucket.tokens) / perSecond) });
    }
    bucket.tokens--;
  }
}
