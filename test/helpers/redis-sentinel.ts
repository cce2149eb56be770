import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { programOf } from './availability.ts';
import { freePort } from './free-port.ts';
import { startRedis, type RedisServer } from './redis.ts';
import { serverProcess } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface RedisSentinel {
  /** `redis+sentinel://127.0.0.1:port/name` */
  readonly url: string;
  /** The master at the start; kill it and the sentinel promotes the replica within about two seconds. */
  readonly master: RedisServer;
  readonly replica: RedisServer;
  stop(): Promise<void>;
}

const masterName = 'jieda';

/** A real master, its replica, and one sentinel that knows both. */
export async function startRedisSentinel(): Promise<RedisSentinel> {
  const master = await startRedis();
  const replica = await startRedis({
    args: ['--replicaof', '127.0.0.1', String(master.port), '--repl-diskless-sync-delay', '0'],
  });
  const folder = temporaryFolder('sentinel');
  const port = await freePort();
  const config = join(folder.path, 'sentinel.conf');
  writeFileSync(
    config,
    [
      `port ${port}`,
      'bind 127.0.0.1',
      `dir ${folder.path}`,
      `sentinel monitor ${masterName} 127.0.0.1 ${master.port} 1`,
      `sentinel down-after-milliseconds ${masterName} 500`,
      `sentinel failover-timeout ${masterName} 3000`,
      '',
    ].join('\n'),
  );
  const sentinel = serverProcess({
    command: programOf('redis'),
    args: [config, '--sentinel'],
    isReady: () => knowsOneReplica(port),
  });
  await sentinel.start();
  return {
    url: `redis+sentinel://127.0.0.1:${port}/${masterName}`,
    master,
    replica,
    async stop() {
      await sentinel.stop();
      folder.remove();
      await replica.stop();
      await master.stop();
    },
  };
}

async function knowsOneReplica(sentinelPort: number): Promise<boolean> {
  const client = new Redis(sentinelPort, '127.0.0.1', { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const replicas = JSON.stringify(await client.call('SENTINEL', 'REPLICAS', masterName));
    return replicas.includes('"slave"') && /"?master-link-status"?[,:]"ok"/.test(replicas);
  } finally {
    client.disconnect();
  }
}
