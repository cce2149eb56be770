import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Cache, CacheLevel } from '../../src/service/ports/cache.ts';

export interface CacheUnderTest {
  /** The level that a fresh entry is read from. */
  level: CacheLevel;
  open: () => Promise<Cache>;
}

/**
 * What every cache must do:
 * 1. What was set is found, with the level that had it, exactly as it was, also CJK, emoji and 100 kB.
 * 2. What was never set is null.
 * 3. Setting again replaces.
 * 4. An entry is gone after its time plus 10 %, and there before its time less 10 %.
 * 5. Keys with spaces, braces, quotes and Chinese are told apart.
 * 6. Concurrent use gives every reader its own value.
 * 7. It is not degraded while all is well, and closing twice is harmless.
 */
export function describeCacheContract(name: string, { level, open }: CacheUnderTest): void {
  describe(`cache contract: ${name}`, () => {
    let cache: Cache;
    beforeAll(async () => {
      cache = await open();
    });
    afterAll(() => cache.close());

    it.each([
      ['JSON', '{"a":1}'],
      ['CJK and emoji', '农行信用卡怎么还？𠮷🙂'],
      ['empty', ''],
      ['large', '问'.repeat(100_000)],
    ])('finds what was set: %s', async (kind, value) => {
      await cache.set(`set:${kind}`, value, 60_000);
      expect(await cache.get(`set:${kind}`)).toEqual({ value, level });
    });

    it('finds nothing where nothing was set', async () => {
      expect(await cache.get('never set')).toBeNull();
    });

    it('replaces', async () => {
      await cache.set('replaced', 'old', 60_000);
      await cache.set('replaced', 'new', 60_000);
      expect(await cache.get('replaced')).toEqual({ value: 'new', level });
    });

    it('keeps an entry for its time, give or take a tenth', async () => {
      await cache.set('brief', 'value', 500);
      await sleep(350);
      expect(await cache.get('brief')).toEqual({ value: 'value', level });
      await sleep(250);
      expect(await cache.get('brief')).toBeNull();
    });

    it('tells keys apart', async () => {
      const keys = ['a b', 'a  b', '{a}b', '"a"', "a'b", '农行', '农业银行', 'a:b', 'a\\b'];
      await Promise.all(keys.map((key) => cache.set(key, `value of ${key}`, 60_000)));
      for (const key of keys) expect((await cache.get(key))?.value).toBe(`value of ${key}`);
    });

    it('serves many at once', async () => {
      const keys = Array.from({ length: 200 }, (_, at) => `many:${at}`);
      await Promise.all(keys.map((key) => cache.set(key, key, 60_000)));
      const found = await Promise.all(keys.map((key) => cache.get(key)));
      expect(found.map((entry) => entry?.value)).toEqual(keys);
    });

    it('is not degraded, and can be closed twice', async () => {
      expect(cache.degraded).toBe(false);
      const other = await open();
      await other.close();
      await other.close();
    });
  });
}
