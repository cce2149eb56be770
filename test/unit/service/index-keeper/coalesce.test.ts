/**
 * 1. One run at a time; callers during a run share the one that follows.
 * 2. Whoever calls gets a run that began after the call.
 * 3. A failed run fails its callers only.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { coalesce } from '../../../../src/service/index-keeper/coalesce.ts';

it('runs once at a time and once more for all who called meanwhile', async () => {
  let running = 0;
  let runs = 0;
  const work = coalesce(async () => {
    expect(++running).toBe(1);
    const run = ++runs;
    await sleep(5);
    running--;
    return run;
  });
  const first = work();
  await sleep(1);
  const during = [work(), work(), work()];
  expect(await first).toBe(1);
  expect(await Promise.all(during)).toEqual([2, 2, 2]);
  expect(await work()).toBe(3);
});

it('begins a run after every call', async () => {
  let state = 0;
  const read = coalesce(async () => {
    const seen = state;
    await sleep(Math.random() * 3);
    return seen;
  });
  await Promise.all(
    Array.from({ length: 100 }, async () => {
      await sleep(Math.random() * 50);
      const written = ++state;
      expect(await read()).toBeGreaterThanOrEqual(written);
    }),
  );
});

it('goes on after a failure', async () => {
  let runs = 0;
  const work = coalesce(() => (++runs === 1 ? Promise.reject(new Error('first')) : Promise.resolve(runs)));
  const first = work();
  await expect(first).rejects.toThrow('first');
  expect(await work()).toBe(2);
});
