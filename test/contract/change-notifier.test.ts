/**
 * What every change notifier must do:
 * 1. Listeners of the announcing process hear each announcement once.
 * 2. Through Redis, listeners of other processes hear it too, once.
 * 3. Redis killed: announcing neither throws nor waits long, and this process still hears; back: the
 *    subscription is renewed by itself.
 * 4. After `close` nothing is heard.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLocalChangeNotifier } from '../../src/cache/local-change-notifier.ts';
import { createRedisChangeNotifier } from '../../src/cache/redis-change-notifier.ts';
import type { ChangeNotifier } from '../../src/service/ports/change-notifier.ts';
import { requireService } from '../helpers/availability.ts';
import { eventually } from '../helpers/eventually.ts';
import { startRedis, type RedisServer } from '../helpers/redis.ts';

function listen(notifier: ChangeNotifier): string[] {
  const heard: string[] = [];
  notifier.subscribe((bank) => heard.push(bank));
  return heard;
}

it('tells the listeners of this process', async () => {
  const notifier = createLocalChangeNotifier();
  const first = listen(notifier);
  const second = listen(notifier);
  await notifier.announce('finance');
  expect([first, second]).toEqual([['finance'], ['finance']]);
  await notifier.close();
  await notifier.announce('finance');
  expect(first).toEqual(['finance']);
});

describe.runIf(requireService('redis'))('through Redis', () => {
  let redis: RedisServer;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it('tells every process once, and again after Redis was away', async () => {
    const here = createRedisChangeNotifier({ url: redis.url });
    const there = createRedisChangeNotifier({ url: redis.url });
    const heardHere = listen(here);
    const heardThere = listen(there);
    const announceUntilHeard = (bank: string) =>
      eventually(async () => {
        await here.announce(bank);
        return heardThere.includes(bank);
      });

    await announceUntilHeard('ready');
    await here.announce('finance');
    await eventually(() => heardThere.includes('finance'));
    for (const heard of [heardHere, heardThere]) {
      expect(heard.filter((bank) => bank === 'finance')).toHaveLength(1);
    }

    await redis.kill();
    const began = performance.now();
    await here.announce('alone');
    expect(performance.now() - began).toBeLessThan(5000);
    expect(heardHere).toContain('alone');

    await redis.restart();
    await announceUntilHeard('back');

    await Promise.all([here.close(), there.close()]);
    heardThere.length = 0;
    await here.announce('closed');
    expect(heardThere).toEqual([]);
  });
});
