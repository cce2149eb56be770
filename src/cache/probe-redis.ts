import type { RedisClient } from './connect-redis.ts';

/**
 * Looks whether Redis can be used by a write: one that is full, cannot save or lets this user only read still answers
 * a ping.
 * @throws Error with the reason
 */
export async function probeRedis(client: RedisClient): Promise<void> {
  await client.set('jieda:probe', '', 'PX', 1000);
}
