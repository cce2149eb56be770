import type { Logger } from '../service/ports/logger.ts';
import type { Level } from './cache-level.ts';
import { createCircuitBreaker } from './circuit-breaker.ts';
import { connectRedis, untilReady, whyNotConnected } from './connect-redis.ts';
import { probeRedis } from './probe-redis.ts';
import { withPatience } from './with-patience.ts';

export interface RedisLevelOptions {
  /** See `parseRedisUrl`. */
  url: string;
  logger: Logger;
  /** Longest wait for a reply; default 50 ms. */
  commandTimeoutMs?: number;
  /** Between two looks whether Redis is back; default 1000 ms. */
  probeIntervalMs?: number;
  /** How long opening waits for the first connection; default 1000 ms. */
  connectWithinMs?: number;
  /** First part of every key; default `jieda:`. */
  keyPrefix?: string;
}

const FAILURES_TO_OPEN = 3;

/**
 * Entries in Redis, shared by processes. While Redis is away, or takes no writes, it is not waited for but looked for
 * in the background; an outage is logged once.
 * @throws Error when the URL is malformed; a Redis that is away is no error
 */
export async function openRedisLevel({
  url,
  logger,
  commandTimeoutMs = 50,
  probeIntervalMs = 1000,
  connectWithinMs = 1000,
  keyPrefix = 'jieda:',
}: RedisLevelOptions): Promise<Level> {
  const client = connectRedis(url, { commandTimeoutMs: null, queueWhileAway: false });
  const noConnection = whyNotConnected(client);
  const probe = () => withPatience(probeRedis(client), commandTimeoutMs);
  const breaker = createCircuitBreaker({
    probe,
    probeIntervalMs,
    failuresToOpen: FAILURES_TO_OPEN,
    onOpen: (error) => {
      logger.warn(
        { error: noConnection() ?? error },
        'Redis is away; only the cache of this process is used',
      );
    },
    onClose: () => {
      logger.info({}, 'Redis is back');
    },
  });
  await untilReady(client, connectWithinMs);
  // Finds out at once, not at the expense of the first users.
  for (let attempt = 0; attempt < FAILURES_TO_OPEN; attempt++) await breaker.run(probe);

  return {
    name: 'redis',
    get degraded() {
      return breaker.isOpen;
    },
    peek: null,
    async read(key) {
      const name = keyPrefix + key;
      const reply = await breaker.run(() =>
        withPatience(Promise.all([client.get(name), client.pttl(name)]), commandTimeoutMs),
      );
      const [value, remainingMs] = reply ?? [null, 0];
      return value === null || remainingMs <= 0 ? null : { value, remainingMs };
    },
    async write(key, value, ttlMs) {
      await breaker.run(() =>
        withPatience(client.set(keyPrefix + key, value, 'PX', ttlMs), commandTimeoutMs),
      );
    },
    close() {
      breaker.stop();
      client.disconnect();
      return Promise.resolve();
    },
  };
}
