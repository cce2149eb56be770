import { expect, it } from 'vitest';
import type { Feedback } from '../../src/service/ports/feedback-store.ts';
import type { ApiKey } from '../../src/service/ports/key-store.ts';
import { audit, newBank, type SuiteContext } from './store-fixtures.ts';

// 1. A key is found by its hash, revoked or not; revoking keeps the first time.
// 2. Feedback is listed newest first, for one bank.
// 3. An idempotency key is reserved once, answers again what was kept, notices another request, can be
//    given back, and expires; sooner where its response never came.

export function recordContract(context: SuiteContext): void {
  it('keeps keys by the hash of their secret', async () => {
    const { store } = context;
    const owner: ApiKey = {
      ...{ id: 'key-1', name: '运维', role: 'owner', banks: null },
      ...{ createdAt: audit.at, revokedAt: null },
    };
    const reader: ApiKey = { ...owner, id: 'key-2', role: 'reader', banks: ['finance', 'fund'] };
    await store.createKey(owner, 'hash-1');
    await store.createKey(reader, 'hash-2');
    expect(await store.findKeyByHash('hash-1')).toEqual(owner);
    expect(await store.findKeyByHash('HASH-1')).toBeNull();
    expect(await store.listKeys()).toEqual([owner, reader]);
    const revokedAt = new Date('2026-03-05T00:00:00.000Z');
    expect(await store.revokeKey('key-2', revokedAt)).toBe(true);
    expect(await store.revokeKey('key-2', new Date())).toBe(true);
    expect(await store.revokeKey('key-3', revokedAt)).toBe(false);
    expect(await store.findKeyByHash('hash-2')).toEqual({ ...reader, revokedAt });
  });

  it('lists feedback newest first', async () => {
    const { store } = context;
    const bank = await newBank(store);
    const given = (queryId: string, at: string, over: Partial<Feedback> = {}): Feedback => ({
      ...{ queryId, bank, query: '怎么还款', questionId: null, verdict: 'unhelpful', at: new Date(at) },
      ...over,
    });
    const feedback = [
      given('q2', '2026-03-01T00:00:00.002Z'),
      given('q3', '2026-03-01T00:00:00.003Z', { questionId: 'id', verdict: 'picked' }),
      given('q1', '2026-03-01T00:00:00.001Z'),
      given('lost', '2026-03-01T00:00:00.009Z', { bank: null, query: null }),
    ];
    for (const one of feedback) await store.recordFeedback(one);
    expect(await store.listFeedback(bank, 2)).toEqual([feedback[1], feedback[0]]);
    expect(await store.listFeedback(bank, 10)).toHaveLength(3);
  });

  it('keeps the response to an idempotency key', async () => {
    const { store } = context;
    const key = `POST /banks 键 ${'x'.repeat(500)}`;
    const at = new Date('2026-03-01T00:00:00.000Z');
    const reserve = (fingerprint: string, ms = 0) =>
      store.reserve(key, fingerprint, new Date(at.getTime() + ms), { keptForMs: 1000, heldForMs: 100 });
    expect(await reserve('a')).toEqual({ outcome: 'reserved' });
    expect(await reserve('a')).toEqual({ outcome: 'in-progress' });
    expect(await reserve('b', 100)).toEqual({ outcome: 'mismatch' });
    const response = { status: 201, body: '{"id":"𠮷"}', location: '/banks/x' };
    await store.complete(key, response);
    expect(await reserve('a', 1000)).toEqual({ outcome: 'done', response });
    expect(await reserve('b')).toEqual({ outcome: 'mismatch' });
    expect(await reserve('b', 1001)).toEqual({ outcome: 'reserved' });
    await store.release(key);
    expect(await reserve('c', 1001)).toEqual({ outcome: 'reserved' });
    expect(await reserve('c', 1101)).toEqual({ outcome: 'in-progress' });
    expect(await reserve('c', 1102)).toEqual({ outcome: 'reserved' });
  });
}
