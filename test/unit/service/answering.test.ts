/**
 * 1. Queries: cleaned, measured in characters after trimming; empty, too long and unsearchable ones refused
 *    with the field's name.
 * 2. Banks: default, only one, unknown, not public, not ready, forbidden.
 * 3. `search` gives every hit; explanations only when asked for; nothing found is an empty result.
 * 4. Results are cached by bank version and parameters; a change of the bank is found at once; explained
 *    results, queries with personal numbers, and results of a service without a cache are computed every time.
 * 5. Nothing is kept past a validity boundary, and empty results only briefly.
 * 6. Equal searches at the same time are computed once.
 * 7. Every ask has its own `queryId`, cached or not, first in its JSON; `value` equals that JSON.
 * 8. Feedback is joined to its ask, personal numbers masked; unknown asks are recorded with nulls.
 * 9. `degraded` names what is away. A cache that is away changes nothing else.
 * 10. Categories count what can be found now, largest first.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { createCache } from '../../../src/cache/create-cache.ts';
import { createMemoryLevel } from '../../../src/cache/memory-level.ts';
import type { QuestionDocument } from '../../../src/engine/index.ts';
import { AppError } from '../../../src/errors.ts';
import { ANONYMOUS } from '../../../src/service/access.ts';
import { createAnswering, type AnsweringOptions } from '../../../src/service/answering/create-answering.ts';
import type { Caller } from '../../../src/service/caller.ts';
import type { LiveBank } from '../../../src/service/index-keeper/live-bank.ts';
import type { Cache } from '../../../src/service/ports/cache.ts';
import type { Feedback } from '../../../src/service/ports/feedback-store.ts';
import { createFakeEngine, documentOf, matchOf, type FakeEngine } from './fake-engine.ts';
import { SETTINGS } from './sample-content.ts';

const SEARCH = { bank: null, limit: 10, offset: 0, category: null, tag: null, explain: false };
const ASK = { bank: null, limit: 3, channel: null, userId: null };
const at = new Date('2026-01-01T00:00:00Z');

let engine: FakeEngine;
let banks: Map<string, LiveBank | 'pending'>;
let storeAway: boolean;
let now: number;
let recorded: Feedback[];
let sets: { key: string; ttlMs: number }[];
let cache: Cache;

beforeEach(() => {
  engine = createFakeEngine();
  banks = new Map();
  storeAway = false;
  now = Date.now();
  recorded = [];
  sets = [];
  const memory = createCache([createMemoryLevel({ maxBytes: 1_000_000 })]);
  cache = {
    ...memory,
    degraded: false,
    set(key, value, ttlMs) {
      sets.push({ key, ttlMs });
      return memory.set(key, value, ttlMs);
    },
  };
});

function addBank(name: string, documents: QuestionDocument[], parts: Partial<LiveBank['bank']> = {}) {
  const audit = { createdBy: 'ann', createdAt: at, updatedBy: 'ann', updatedAt: at };
  const vocabulary = { words: [], synonyms: [] };
  banks.set(name, {
    bank: { name, version: 7, ...audit, ...SETTINGS, ...parts },
    vocabulary,
    index: engine.indexOf(documents),
    mark: null,
    fromSnapshot: false,
  });
}

function answering(options: AnsweringOptions = {}, withCache: Cache | null = cache) {
  return createAnswering(
    {
      keeper: {
        find: (name) => banks.get(name) ?? null,
        list: () => [...banks.values()].filter((live) => live !== 'pending'),
        ready: banks.size > 0,
        get storeAway() {
          return storeAway;
        },
      },
      cache: withCache,
      recentAsks: createCache([createMemoryLevel({ maxBytes: 1_000_000 })]),
      store: {
        recordFeedback: (feedback) => {
          recorded.push(feedback);
          return Promise.resolve();
        },
      },
      clock: { now: () => new Date(now) },
    },
    options,
  );
}

const REPAY = documentOf({ id: '1', question: '信用卡怎么还款', category: '信用卡' });
const OPEN = documentOf({ id: '2', question: '怎么开户', category: '账户' });

describe('queries', () => {
  beforeEach(() => {
    addBank('finance', [REPAY]);
  });

  it.each([
    ['  还款\u0000\u0007 ', '还款'],
    ['信用卡\n还款', '信用卡 还款'],
    ['还\ud800款', '还款'],
    ['𠮷'.repeat(200), '𠮷'.repeat(200)],
  ])('cleans %j', async (query, cleaned) => {
    expect((await answering().search({ ...SEARCH, query }, ANONYMOUS)).value.query).toBe(cleaned);
  });

  it.each([
    ['', 'question_empty', { limit: 200, actual: 0 }],
    [' \u0000 ', 'question_empty', { limit: 200, actual: 0 }],
    ['🙂🙂', 'question_empty', { limit: 200, actual: 2 }],
    ['？！……', 'question_empty', { limit: 200, actual: 4 }],
    ['\ud800', 'question_empty', { limit: 200, actual: 0 }],
    [` ${'𠮷'.repeat(201)} `, 'question_too_long', { limit: 200, actual: 201 }],
    ['问'.repeat(10_000), 'question_too_long', { limit: 200, actual: 10_000 }],
  ])('refuses %j', async (text, code, measured) => {
    const service = answering();
    const refusal = (path: string) => ({ code, details: [{ path, ...measured }] });
    await expect(service.search({ ...SEARCH, query: text }, ANONYMOUS)).rejects.toMatchObject(refusal('q'));
    await expect(service.suggest({ query: text, bank: null, limit: 8 }, ANONYMOUS)).rejects.toMatchObject(
      refusal('q'),
    );
    await expect(service.ask({ ...ASK, question: text }, ANONYMOUS)).rejects.toMatchObject(
      refusal('question'),
    );
  });
});

describe('banks', () => {
  const reader: Caller = { name: 'key:reader', role: 'reader', banks: ['private'] };
  const stranger: Caller = { name: 'key:stranger', role: 'editor', banks: ['other'] };
  const bankFor = async (bank: string | null, caller: Caller, options: AnsweringOptions = {}) => {
    try {
      return (await answering(options).search({ ...SEARCH, query: '还款', bank }, caller)).bank;
    } catch (error) {
      return error instanceof AppError ? error.code : error;
    }
  };

  it('takes the only bank, or the default', async () => {
    expect(await bankFor(null, ANONYMOUS)).toBe('not_ready');
    addBank('finance', []);
    expect(await bankFor(null, ANONYMOUS)).toBe('finance');
    addBank('private', [], { isPublic: false });
    expect(await bankFor(null, ANONYMOUS)).toBe('finance');
    expect(await bankFor(null, reader)).toBe('invalid_value');
    expect(await bankFor(null, reader, { defaultBank: 'private' })).toBe('private');
  });

  it('keeps banks to those who may search them', async () => {
    addBank('finance', []);
    addBank('private', [], { isPublic: false });
    banks.set('late', 'pending');
    expect(await bankFor('absent', ANONYMOUS)).toBe('bank_not_found');
    expect(await bankFor('late', ANONYMOUS)).toBe('not_ready');
    expect(await bankFor('private', ANONYMOUS)).toBe('bank_not_found');
    expect(await bankFor('private', reader)).toBe('private');
    expect(await bankFor('private', stranger)).toBe('forbidden');
    expect(await bankFor('absent', stranger)).toBe('forbidden');
    expect(await bankFor('finance', stranger)).toBe('finance');
  });
});

describe('search', () => {
  beforeEach(() => {
    addBank('finance', [REPAY, OPEN]);
  });

  it('gives hits, explained only when asked for', async () => {
    const service = answering();
    const plain = await service.search({ ...SEARCH, query: '还款' }, ANONYMOUS);
    expect(plain.value).toMatchObject({ bank: 'finance', bankVersion: 7, total: 1, limit: 10, offset: 0 });
    expect(plain.value.hits).toEqual([
      {
        ...{ id: '1', question: '信用卡怎么还款', answer: '答案 1', category: '信用卡', tags: [] },
        ...{ tier: 'words', confidence: 0.9, score: 1, matchedPhrasing: null, highlights: [] },
        reason: '词语相同',
      },
    ]);
    const explained = await service.search({ ...SEARCH, query: '还款', explain: true }, ANONYMOUS);
    expect(explained.cache).toBe('bypass');
    expect(explained.value.hits[0]?.explanation).toHaveLength(1);
    expect((await service.search({ ...SEARCH, query: '没有' }, ANONYMOUS)).value).toMatchObject({
      total: 0,
      hits: [],
    });
  });

  it('suggests', async () => {
    const served = await answering().suggest({ query: '怎么', bank: null, limit: 1 }, ANONYMOUS);
    expect(served.value.suggestions).toEqual([{ id: '1', question: '信用卡怎么还款', highlights: [] }]);
  });

  it('counts categories that can be found now', async () => {
    addBank('finance', [
      ...[REPAY, OPEN, documentOf({ id: '3', category: '账户' }), documentOf({ id: '4' })],
      documentOf({ id: '5', category: '基金', validUntilMs: now }),
    ]);
    expect((await answering().categories(null, ANONYMOUS)).value.categories).toEqual([
      { category: '账户', count: 2 },
      { category: '信用卡', count: 1 },
    ]);
  });

  it('lists the questions of a category that can be found now, pinned ones first', async () => {
    addBank('finance', [
      ...[REPAY, documentOf({ id: '3', category: '账户' })],
      documentOf({ id: '4', category: '账户', pinned: true }),
      documentOf({ id: '5', category: '账户', validUntilMs: now }),
    ]);
    const input = { bank: null, category: '账户', limit: 10, offset: 0 };
    const { value } = await answering().categoryQuestions(input, ANONYMOUS);
    expect(value).toMatchObject({ items: [{ id: '4' }, { id: '3' }], total: 2, limit: 10, offset: 0 });
    const rest = await answering().categoryQuestions({ ...input, limit: 1, offset: 1 }, ANONYMOUS);
    expect(rest.value).toMatchObject({ items: [{ id: '3' }], total: 2 });
  });
});

describe('caching', () => {
  beforeEach(() => {
    addBank('finance', [REPAY]);
  });

  it('computes once until the bank changes', async () => {
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
    const remade = new Date(at.getTime() + 1);
    addBank('finance', [], { createdAt: remade });
    expect((await service.search(input, ANONYMOUS)).value.total).toBe(0);
  });

  it('never keeps a query with personal numbers', async () => {
    const service = answering();
    await service.search({ ...SEARCH, query: '13812345678 还款' }, ANONYMOUS);
    expect((await service.search({ ...SEARCH, query: '13812345678 还款' }, ANONYMOUS)).cache).toBe('bypass');
    expect(sets).toEqual([]);
  });

  it('works without a cache', async () => {
    const service = answering({}, null);
    expect((await service.search({ ...SEARCH, query: '还款' }, ANONYMOUS)).cache).toBe('bypass');
  });

  it('keeps nothing past a validity boundary, empty results briefly', async () => {
    const service = answering({ cacheTtlMs: 60_000, emptyCacheTtlMs: 1000 });
    await service.search({ ...SEARCH, query: '还款' }, ANONYMOUS);
    await service.search({ ...SEARCH, query: '没有' }, ANONYMOUS);
    addBank('finance', [REPAY, documentOf({ id: '2', validFromMs: now + 5500 })], { version: 8 });
    await service.search({ ...SEARCH, query: '还款' }, ANONYMOUS);
    expect(sets.map(({ ttlMs }) => ttlMs)).toEqual([60_000, 1000, 5000]);
  });

  it('computes equal searches once', async () => {
    const service = answering({}, { ...cache, get: (key) => sleep(20).then(() => cache.get(key)) });
    const results = await Promise.all(
      Array.from({ length: 20 }, () => service.search({ ...SEARCH, query: '还款' }, ANONYMOUS)),
    );
    expect(engine.searched).toBe(1);
    expect(new Set(results.map(({ json }) => json)).size).toBe(1);
  });

  it('says what is away', async () => {
    storeAway = true;
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

describe('ask', () => {
  beforeEach(() => {
    addBank('finance', [REPAY]);
  });

  it('gives every ask its id', async () => {
    const service = answering();
    const first = await service.ask({ ...ASK, question: '还款' }, ANONYMOUS);
    const second = await service.ask({ ...ASK, question: '还款' }, ANONYMOUS);
    expect([first.cache, second.cache]).toEqual(['miss', 'memory']);
    expect(first.value.queryId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(second.value.queryId).not.toBe(first.value.queryId);
    expect(second.value).toEqual({ ...first.value, queryId: second.value.queryId });
    expect(second.json).toBe(JSON.stringify(second.value));
    expect(first.value).toMatchObject({ outcome: 'answer', confidence: 0.9, suggestions: [] });
    expect(first.value.answer).toMatchObject({ id: '1', text: '答案 1' });
  });

  it('records feedback with what was asked', async () => {
    engine.matchesOf = () => [matchOf(REPAY)];
    const service = answering();
    const { queryId } = (await service.ask({ ...ASK, question: '13812345678 怎么还款' }, ANONYMOUS)).value;
    await service.feedback({ queryId, questionId: '1', verdict: 'helpful' });
    await service.feedback({ queryId: 'unknown', questionId: null, verdict: 'unhelpful' });
    expect(recorded).toMatchObject([
      { queryId, bank: 'finance', query: '138****5678 怎么还款', questionId: '1', verdict: 'helpful' },
      { queryId: 'unknown', bank: null, query: null, questionId: null, verdict: 'unhelpful' },
    ]);
    await expect(
      service.feedback({ queryId: 'x'.repeat(65), questionId: null, verdict: 'helpful' }),
    ).rejects.toMatchObject({ code: 'invalid_value' });
  });
});
