import { newUlid } from '../service/new-ulid.ts';
import type { ChangeNotifier } from '../service/ports/change-notifier.ts';
import { connectRedis } from './connect-redis.ts';
import { createLocalChangeNotifier } from './local-change-notifier.ts';

export interface RedisChangeNotifierOptions {
  /** See `parseRedisUrl`. */
  url: string;
  /** Default `jieda:changes`. */
  channel?: string;
}

/** Redis may be slow here: nobody waits for an announcement. */
const PUBLISH_TIMEOUT_MS = 1000;

/**
 * Tells every process through a channel of Redis: listeners of this process directly, the others as messages
 * `origin bank`. While Redis is away only this process hears; the subscription is renewed by itself.
 * @throws Error when the URL is malformed
 */
export function createRedisChangeNotifier({
  url,
  channel = 'jieda:changes',
}: RedisChangeNotifierOptions): ChangeNotifier {
  const local = createLocalChangeNotifier();
  const origin = newUlid();
  const publisher = connectRedis(url, { commandTimeoutMs: PUBLISH_TIMEOUT_MS, queueWhileAway: false });
  const subscriber = connectRedis(url, { commandTimeoutMs: null, queueWhileAway: true });

  subscriber.on('message', (_channel: string, message: string) => {
    const [from, bank] = message.split(' ');
    if (bank !== undefined && from !== origin) void local.announce(bank);
  });
  // Rejected only by `close`: until then it waits for a connection.
  subscriber.subscribe(channel).catch(() => undefined);

  return {
    async announce(bank) {
      await local.announce(bank);
      await publisher.publish(channel, `${origin} ${bank}`).catch(() => undefined);
    },
    subscribe(listener) {
      local.subscribe(listener);
    },
    async close() {
      publisher.disconnect();
      subscriber.disconnect();
      await local.close();
    },
  };
}
