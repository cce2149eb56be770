import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireService } from '../helpers/availability.ts';
import { startMariadb, type Mariadb } from '../helpers/mariadb.ts';
import { launchChromium } from '../helpers/chromium.ts';
import { startRedis, type RedisServer } from '../helpers/redis.ts';
import { startRedisSentinel } from '../helpers/redis-sentinel.ts';

// What the other tests rely on in the servers they start.

describe.runIf(requireService('mariadb'))('the MariaDB helper', () => {
  let mariadb: Mariadb;
  beforeAll(async () => {
    mariadb = await startMariadb();
  });
  afterAll(() => mariadb.stop());

  it('keeps rare characters, and data across a crash', async () => {
    const url = await mariadb.createDatabase();
    const before = await createConnection(url);
    await before.query('CREATE TABLE t (text VARCHAR(20))');
    await before.query('INSERT INTO t VALUES (?)', ['𠮷😀']);
    before.destroy();
    await mariadb.kill();
    await expect(createConnection(url)).rejects.toThrow();
    await mariadb.restart();
    const after = await createConnection(url);
    expect((await after.query('SELECT text FROM t'))[0]).toEqual([{ text: '𠮷😀' }]);
    await after.end();
  });

  it('gives every suite a database of its own', async () => {
    expect(await mariadb.createDatabase()).not.toBe(await mariadb.createDatabase());
  });
});

describe.runIf(requireService('redis'))('the Redis helper', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis({ password: 'p@ss' });
  });
  afterAll(() => redis.stop());

  it('demands its password and comes back after a crash', async () => {
    const stranger = new Redis(redis.port, { maxRetriesPerRequest: 0 });
    stranger.on('error', () => undefined);
    await expect(stranger.get('key')).rejects.toThrow('NOAUTH');
    stranger.disconnect();
    await redis.kill();
    await redis.restart();
    const client = new Redis(redis.url);
    expect(await client.ping()).toBe('PONG');
    client.disconnect();
  });
});

describe.runIf(requireService('redis'))('the Sentinel helper', () => {
  it('promotes the replica when the master dies', async () => {
    const set = await startRedisSentinel();
    const [, host, port, name] = /\/\/(.+):(\d+)\/(.+)/.exec(set.url)!;
    const client = new Redis({ sentinels: [{ host: host!, port: Number(port) }], name: name! });
    client.on('error', () => undefined);
    await client.set('key', 'kept');
    await client.wait(1, 1000);
    await set.master.kill();
    await expect.poll(() => client.set('key', 'written'), { timeout: 60_000 }).toBe('OK');
    const promoted = new Redis(set.replica.url);
    expect(await promoted.get('key')).toBe('written');
    promoted.disconnect();
    client.disconnect();
    await set.stop();
  });
});

describe.runIf(requireService('chromium'))('the Chromium helper', () => {
  it('renders a page', async () => {
    const browser = await launchChromium();
    const page = await browser.newPage();
    await page.setContent('<h1>解答</h1>');
    expect(await page.textContent('h1')).toBe('解答');
    await browser.close();
  });
});
