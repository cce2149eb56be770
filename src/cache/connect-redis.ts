import { Cluster, Redis } from 'ioredis';
import { parseRedisUrl } from './parse-redis-url.ts';

export type RedisClient = Redis | Cluster;

export interface ConnectOptions {
  /** A command that has no reply after this long fails; null: it waits. */
  commandTimeoutMs: number | null;
  /** Whether commands wait for a connection that is not there yet. */
  queueWhileAway: boolean;
}

/** A server that says nothing for this long while replies are due is given up and connected to anew. */
const SILENCE_MS = 5000;

/**
 * A client that connects, and reconnects for as long as it takes, by itself. Its errors come as rejected
 * commands; `error` events are left to listeners that want them.
 * @throws Error when the URL is malformed
 */
export function connectRedis(url: string, { commandTimeoutMs, queueWhileAway }: ConnectOptions): RedisClient {
  const target = parseRedisUrl(url);
  const common = {
    // RESP2 is all we need, and servers before 6.0 speak nothing else.
    protocol: 2 as const,
    username: target.username ?? undefined,
    password: target.password ?? undefined,
    ...(target.tls && { tls: {} }),
    commandTimeout: commandTimeoutMs ?? undefined,
    socketTimeout: SILENCE_MS,
    connectTimeout: SILENCE_MS,
    maxRetriesPerRequest: queueWhileAway ? null : 0,
    autoResendUnfulfilledCommands: false,
    // What a master says that a failover has made a replica.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  };
  const client = create();
  client.on('error', () => undefined);
  return client;

  function create(): RedisClient {
    const single = { ...common, enableOfflineQueue: queueWhileAway, retryStrategy: retryAfterMs };
    switch (target.kind) {
      case 'standalone':
        return new Redis({ ...single, host: target.host, port: target.port, db: target.db });
      case 'sentinel':
        return new Redis({
          ...single,
          sentinels: [...target.sentinels],
          name: target.masterName,
          db: target.db,
          sentinelRetryStrategy: retryAfterMs,
          enableTLSForSentinelMode: target.tls,
          ...(target.tls && { sentinelTLS: {} }),
          failoverDetector: true,
        });
      case 'cluster':
        return new Cluster([...target.nodes], {
          redisOptions: common,
          enableOfflineQueue: queueWhileAway,
          clusterRetryStrategy: retryAfterMs,
        });
    }
  }
}

function retryAfterMs(attempt: number): number {
  return Math.min(attempt * 100, 2000);
}

/** Resolves when the client can be used, at the latest after `limitMs`. */
export async function untilReady(client: RedisClient, limitMs: number): Promise<void> {
  if (client.status === 'ready') return;
  await new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, limitMs);
    client.once('ready', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

/** What the client said last without a connection, which tells more than a command that had none; null: it has one. */
export function whyNotConnected(client: RedisClient): () => Error | null {
  let failure: Error | null = null;
  client.on('error', (error: Error) => {
    failure = error;
  });
  client.on('ready', () => {
    failure = null;
  });
  return () => failure;
}
