/**
 * Every form of the cache keeps its contract (cache-contract.ts); further, of those with Redis:
 * 1. An entry found in Redis is brought into memory, for the time it has left.
 *    One that Redis has lost and memory has kept, where Redis is asked first, is given back to it.
 * 2. Redis killed: no call throws or waits long, `degraded` says so, one line is logged; back: it recovers.
 * 3. Redis frozen: the same, although its connections stay open.
 * 4. Redis away at start: opening succeeds within its limit.
 * 5. A Sentinel failover is followed to the new master.
 * 6. A process too busy to read replies in time does not take Redis for away.
 * 7. A Redis that answers but takes no writes counts as away until it does; one line is logged.
 * 8. A cluster is used through any of its nodes.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createCache } from '../../src/cache/create-cache.ts';
import { createMemoryLevel } from '../../src/cache/memory-level.ts';
import { openRedisLevel } from '../../src/cache/redis-level.ts';
import { requireService } from '../helpers/availability.ts';
import { eventually } from '../helpers/eventually.ts';
import { freePort } from '../helpers/free-port.ts';
import { recordingLogger } from '../helpers/recording-logger.ts';
import { startRedisSentinel } from '../helpers/redis-sentinel.ts';
import { startRedis, type RedisServer } from '../helpers/redis.ts';
import { describeCacheContract } from './cache-contract.ts';

const memoryLevel = () => createMemoryLevel({ maxBytes: 10_000_000 });

describeCacheContract('memory', {
  level: 'memory',
  open: () => Promise.resolve(createCache([memoryLevel()])),
});

describe.runIf(requireService('redis'))('with Redis', () => {
  let redis: RedisServer;
  let suites = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  const redisLevel = (options: Partial<Parameters<typeof openRedisLevel>[0]> = {}) =>
    openRedisLevel({ url: redis.url, logger: recordingLogger(), probeIntervalMs: 100, ...options });

  describeCacheContract('redis', {
    level: 'redis',
    open: async () => createCache([await redisLevel({ keyPrefix: `test${++suites}:` })]),
  });

  describeCacheContract('memory over redis', {
    level: 'memory',
    open: async () => createCache([memoryLevel(), await redisLevel({ keyPrefix: `test${++suites}:` })]),
  });

  it('brings an entry of Redis into memory for the time it has left', async () => {
    const writer = createCache([memoryLevel(), await redisLevel()]);
    const reader = createCache([memoryLevel(), await redisLevel()]);
    await writer.set('shared', 'value', 1000);
    expect(await reader.get('shared')).toEqual({ value: 'value', level: 'redis' });
    expect(await reader.get('shared')).toEqual({ value: 'value', level: 'memory' });
    await eventually(async () => (await reader.get('shared')) === null, 1200);
    await Promise.all([writer.close(), reader.close()]);
  });

  it('gives Redis back what only memory has kept', async () => {
    const memory = memoryLevel();
    await createCache([memory]).set('kept', 'value', 60_000);
    const cache = createCache([await redisLevel(), memory]);
    expect(await cache.get('kept')).toEqual({ value: 'value', level: 'memory' });
    const other = createCache([await redisLevel()]);
    expect(await other.get('kept')).toEqual({ value: 'value', level: 'redis' });
    await Promise.all([cache.close(), other.close()]);
  });

  it.each(['kill', 'pause'] as const)('goes on without Redis: %s', async (way) => {
    const logger = recordingLogger();
    const cache = createCache([memoryLevel(), await redisLevel({ logger })]);
    await cache.set('before', 'value', 60_000);

    if (way === 'kill') await redis.kill();
    else await redis.pause();
    const began = performance.now();
    for (let at = 0; at < 50; at++) {
      expect(await cache.get(`absent ${at}`)).toBeNull();
      await cache.set(`during ${at}`, 'value', 60_000);
    }
    // Three commands may wait 50 ms each before the circuit opens; if all did, that would be 5 s.
    expect(performance.now() - began).toBeLessThan(4000);
    expect(cache.degraded).toBe(true);
    expect(await cache.get('before')).toEqual({ value: 'value', level: 'memory' });
    expect(await cache.get('during 7')).toEqual({ value: 'value', level: 'memory' });

    if (way === 'kill') await redis.restart();
    else redis.resume();
    await eventually(() => !cache.degraded);
    await cache.set('after', 'value', 60_000);
    const other = createCache([await redisLevel()]);
    expect(await other.get('after')).toEqual({ value: 'value', level: 'redis' });
    expect(logger.lines.map(({ level }) => level)).toEqual(['warn', 'info']);
    await Promise.all([cache.close(), other.close()]);
  });

  it('stays away from a Redis that takes no writes', async () => {
    const logger = recordingLogger();
    const admin = new Redis(redis.url);
    await admin.config('SET', 'maxmemory', '1', 'maxmemory-policy', 'noeviction');
    const cache = createCache([memoryLevel(), await redisLevel({ logger })]);
    for (let at = 0; at < 20; at++) {
      await Promise.all(['a', 'b', 'c'].map((key) => cache.set(key + String(at), 'value', 60_000)));
      await sleep(20);
    }
    expect(cache.degraded).toBe(true);
    expect(logger.lines.map(({ level }) => level)).toEqual(['warn']);

    await admin.config('SET', 'maxmemory', '0');
    await eventually(() => !cache.degraded);
    await cache.close();
    admin.disconnect();
  });

  it('is not taken for away by a busy process', async () => {
    const logger = recordingLogger();
    const level = await redisLevel({ logger });
    const keys = ['a', 'b', 'c', 'd'];
    const written = keys.map((key) => level.write(`busy ${key}`, key, 60_000));
    const busyUntil = performance.now() + 150;
    while (performance.now() < busyUntil);
    await Promise.all(written);
    for (const key of keys) expect((await level.read(`busy ${key}`))?.value).toBe(key);
    expect(level.degraded).toBe(false);
    expect(logger.lines).toEqual([]);
    await level.close();
  });

  it('opens while Redis is away and finds it later', async () => {
    const port = await freePort();
    const began = performance.now();
    const level = await redisLevel({ url: `redis://127.0.0.1:${port}`, connectWithinMs: 200 });
    expect(performance.now() - began).toBeLessThan(10_000);
    expect(level.degraded).toBe(true);
    const late = await startRedis({ port });
    await eventually(() => !level.degraded);
    await level.close();
    await late.stop();
  });

  it('logs in, and stays away from a Redis that refuses the password', async () => {
    const guarded = await startRedis({ password: 'p@ss:/word' });
    const welcome = await redisLevel({ url: guarded.url });
    const logger = recordingLogger();
    const refused = await redisLevel({
      logger,
      url: `redis://:wrong@127.0.0.1:${guarded.port}`,
      connectWithinMs: 200,
    });
    await welcome.write('key', 'value', 1000);
    expect((await welcome.read('key'))?.value).toBe('value');
    expect(refused.degraded).toBe(true);
    expect(String(logger.lines[0]?.fields['error'])).toContain('WRONGPASS');
    await Promise.all([welcome.close(), refused.close()]);
    await guarded.stop();
  });

  it('follows a failover to the new master', async () => {
    const sentinel = await startRedisSentinel();
    const cache = createCache([await redisLevel({ url: sentinel.url, connectWithinMs: 5000 })]);
    await cache.set('before', 'value', 60_000);
    expect(await cache.get('before')).toEqual({ value: 'value', level: 'redis' });

    await sentinel.master.kill();
    await eventually(async () => {
      await cache.set('after', 'value', 60_000);
      return (await cache.get('after')) !== null;
    }, 120_000);
    expect(cache.degraded).toBe(false);
    await cache.close();
    await sentinel.stop();
  });

  it('uses a cluster', async () => {
    const node = await startRedis({
      args: ['--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1'],
    });
    const client = new Redis(node.url);
    await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await eventually(async () => String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok'));
    client.disconnect();

    const url = `redis+cluster://127.0.0.1:${node.port}`;
    const cache = createCache([await redisLevel({ url, connectWithinMs: 5000 })]);
    expect(cache.degraded).toBe(false);
    for (const key of ['a', 'b', '农行']) await cache.set(key, `value of ${key}`, 60_000);
    expect((await cache.get('农行'))?.value).toBe('value of 农行');
    await cache.close();
    await node.stop();
  });
});
