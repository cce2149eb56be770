import { Redis } from 'ioredis';
import { createConnection } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { requireService } from '../helpers/availability.ts';
import { startMariadb, type Mariadb } from '../helpers/mariadb.ts';
import { startRedis, type RedisServer } from '../helpers/redis.ts';

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
