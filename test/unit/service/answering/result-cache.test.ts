/**
 * 1. Results are cached by bank version and parameters; a change of the bank is found at once, also where another one
 *    led to the same version before its database was put back; explained results, queries with personal numbers, and
 *    results of a service without a cache are computed every time.
 * 2. Nothing is kept past a validity boundary, and empty results only briefly.
 * 3. Equal searches at the same time are computed once.
 * 4. `degraded` names what is away. A cache that is away changes nothing else.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect } from 'vitest';
import { ANONYMOUS } from '../../../../src/service/access.ts';
import type { QuestionDocument } from '../../../../src/engine/index.ts';
import type { LiveBank } from '../../../../src/service/index-keeper/live-bank.ts';
import type { Cache } from '../../../../src/service/ports/cache.ts';
import { documentOf } from '../fake-engine.ts';
import { CREATED_AT, it, REPAY, SEARCH } from './answering-fixtures.ts';

it.beforeEach(({ addBank }) => {
  addBank('finance', [REPAY]);
});

describe('caching', () => {
  it('computes once until the bank changes', async ({ engine, addBank, answering }) => {
    const service = answering();
    const input = { ...SEARCH, query: '还款' };
    const first = await service.search(input, ANONYMOUS);
    const second = await service.search(input, ANONYMOUS);
    expect([first.cache, second.cache, engine.searched]).toEqual(['miss', 'memory', 1]);
    expect(second.json).toBe(first.json);
    expect(second.timings).toEqual({ analyseMs: 0, retrieveMs: 0, rankMs: 0 });
    expect((await service.search({ ...input, limit: 5 }, ANONYMOUS)).cache).toBe('miss');

    addBank('finance', [REPAY, documentOf({ id: '9', question: '提前还款' })], { version: 8 });
    expect((await service.search(input, ANONYMOUS)).value.total).toBe(2);
    const remade = new Date(CREATED_AT.getTime() + 1);
    addBank('finance', [], { createdAt: remade });
    expect((await service.search(input, ANONYMOUS)).value.total).toBe(0);
  });

  it('computes anew where another change led to the same version', async ({ banks, addBank, answering }) => {
    const service = answering();
    const input = { ...SEARCH, query: '还款' };
    const totalAfter = async (mark: string | null, documents: QuestionDocument[]) => {
      addBank('finance', documents);
      banks.set('finance', { ...(banks.get('finance') as LiveBank), mark });
      return (await service.search(input, ANONYMOUS)).value.total;
    };
    const another = documentOf({ id: '9', question: '提前还款' });
    expect(await totalAfter('updated 1 ann 2026-03-01T08:00:00.000Z', [REPAY])).toBe(1);
    expect(await totalAfter('added 9 ann 2026-03-02T08:00:00.000Z', [REPAY, another])).toBe(2);
    expect(await totalAfter(null, [])).toBe(0);
  });

  it('never keeps a query with personal numbers', async ({ sets, answering }) => {
    const service = answering();
    await service.search({ ...SEARCH, query: '13812345678 还款' }, ANONYMOUS);
    expect((await service.search({ ...SEARCH, query: '13812345678 还款' }, ANONYMOUS)).cache).toBe('bypass');
    expect(sets).toEqual([]);
  });

  it('works without a cache', async ({ answering }) => {
    const service = answering({}, null);
    expect((await service.search({ ...SEARCH, query: '还款' }, ANONYMOUS)).cache).toBe('bypass');
  });

  it('keeps nothing past a validity boundary, empty results briefly', async ({
    now,
    sets,
    addBank,
    answering,
  }) => {
    const service = answering({ cacheTtlMs: 60_000, emptyCacheTtlMs: 1000 });
    await service.search({ ...SEARCH, query: '还款' }, ANONYMOUS);
    await service.search({ ...SEARCH, query: '没有' }, ANONYMOUS);
    addBank('finance', [REPAY, documentOf({ id: '2', validFromMs: now + 5500 })], { version: 8 });
    await service.search({ ...SEARCH, query: '还款' }, ANONYMOUS);
    expect(sets.map(({ ttlMs }) => ttlMs)).toEqual([60_000, 1000, 5000]);
  });

  it('computes equal searches once', async ({ engine, cache, answering }) => {
    const service = answering({}, { ...cache, get: (key) => sleep(20).then(() => cache.get(key)) });
    const results = await Promise.all(
      Array.from({ length: 20 }, () => service.search({ ...SEARCH, query: '还款' }, ANONYMOUS)),
    );
    expect(engine.searched).toBe(1);
    expect(new Set(results.map(({ json }) => json)).size).toBe(1);
  });

  it('says what is away', async ({ keeper, cache, answering }) => {
    keeper.storeAway = true;
    const away: Cache = {
      ...cache,
      degraded: true,
      get: () => Promise.resolve(null),
      peek: () => null,
      set: () => Promise.resolve(),
    };
    const served = await answering({}, away).search({ ...SEARCH, query: '还款' }, ANONYMOUS);
    expect(served.degraded).toEqual(['store', 'cache']);
    expect(served.value.total).toBe(1);
  });
});
