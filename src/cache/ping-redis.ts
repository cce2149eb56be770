import { connectRedis, untilReady } from './connect-redis.ts';

const CONNECT_WITHIN_MS = 3000;
const COMMAND_TIMEOUT_MS = 3000;

/**
 * Asks Redis once whether it is there.
 * @returns round trip in milliseconds
 * @throws Error with the reason when it does not answer in time or refuses the login
 */
export async function pingRedis(url: string): Promise<number> {
  const client = connectRedis(url, { commandTimeoutMs: COMMAND_TIMEOUT_MS, queueWhileAway: false });
  const errors: Error[] = [];
  client.on('error', (error: Error) => errors.push(error));
  try {
    await untilReady(client, CONNECT_WITHIN_MS);
    const started = performance.now();
    await client.ping();
    return performance.now() - started;
  } catch (error) {
    // Why there is no connection says more than that there is none.
    throw errors.at(-1) ?? error;
  } finally {
    client.disconnect();
  }
}
