import { connectRedis, untilReady, whyNotConnected } from './connect-redis.ts';
import { probeRedis } from './probe-redis.ts';

const CONNECT_WITHIN_MS = 3000;
const COMMAND_TIMEOUT_MS = 3000;

/**
 * Asks Redis once whether it can be used.
 * @returns round trip in milliseconds
 * @throws Error with the reason when it does not answer in time, or refuses the login or writes
 */
export async function pingRedis(url: string): Promise<number> {
  const client = connectRedis(url, { commandTimeoutMs: COMMAND_TIMEOUT_MS, queueWhileAway: false });
  const noConnection = whyNotConnected(client);
  try {
    await untilReady(client, CONNECT_WITHIN_MS);
    const started = performance.now();
    await probeRedis(client);
    return performance.now() - started;
  } catch (error) {
    throw noConnection() ?? error;
  } finally {
    client.disconnect();
  }
}
