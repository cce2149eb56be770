import { test } from 'vitest';
import { createCache } from '../../../../src/cache/create-cache.ts';
import { createMemoryLevel } from '../../../../src/cache/memory-level.ts';
import type { QuestionDocument } from '../../../../src/engine/index.ts';
import {
  createAnswering,
  type AnsweringOptions,
} from '../../../../src/service/answering/create-answering.ts';
import type { LiveBank } from '../../../../src/service/index-keeper/live-bank.ts';
import type { Cache } from '../../../../src/service/ports/cache.ts';
import type { Feedback } from '../../../../src/service/ports/feedback-store.ts';
import { createFakeEngine, documentOf } from '../fake-engine.ts';
import { SETTINGS } from '../sample-content.ts';

export const SEARCH = { bank: null, limit: 10, offset: 0, category: null, tag: null, explain: false };
export const ASK = { bank: null, limit: 3, channel: null, userId: null };

export const REPAY = documentOf({ id: '1', question: '信用卡怎么还款', category: '信用卡' });
export const OPEN = documentOf({ id: '2', question: '怎么开户', category: '账户' });

/** When the banks were created. */
export const CREATED_AT = new Date('2026-01-01T00:00:00Z');

/**
 * A test of answering over banks in memory. It names what it needs of:
 * - `answering`, the service with these options and this cache, by default `cache`;
 * - `addBank`, which puts a bank of version 7 in the place of the one of that name; all are in `banks`;
 * - `engine`, which searches them;
 * - `keeper`, which may say that the store is away;
 * - `cache` in memory, and `sets`, what was put into it;
 * - `recorded`, the feedback that was given;
 * - `now`, the time that the service sees, in milliseconds: that of the test's start.
 */
export const it = test
  .extend('now', () => Date.now())
  .extend('engine', () => createFakeEngine())
  .extend('banks', () => new Map<string, LiveBank | 'pending'>())
  .extend('keeper', ({ banks }) => ({
    find: (name: string) => banks.get(name) ?? null,
    list: () => [...banks.values()].filter((live) => live !== 'pending'),
    get ready() {
      return banks.size > 0;
    },
    storeAway: false,
  }))
  .extend('sets', (): { key: string; ttlMs: number }[] => [])
  .extend('cache', ({ sets }): Cache => {
    const memory = createCache([createMemoryLevel({ maxBytes: 1_000_000 })]);
    return {
      ...memory,
      degraded: false,
      set(key, value, ttlMs) {
        sets.push({ key, ttlMs });
        return memory.set(key, value, ttlMs);
      },
    };
  })
  .extend('recorded', (): Feedback[] => [])
  .extend(
    'addBank',
    ({ banks, engine }) =>
      (name: string, documents: QuestionDocument[], parts: Partial<LiveBank['bank']> = {}) => {
        const audit = { createdBy: 'ann', createdAt: CREATED_AT, updatedBy: 'ann', updatedAt: CREATED_AT };
        const vocabulary = { words: [], synonyms: [] };
        banks.set(name, {
          bank: { name, version: 7, ...audit, ...SETTINGS, ...parts },
          vocabulary,
          index: engine.indexOf(documents),
          mark: null,
          fromSnapshot: false,
        });
      },
  )
  .extend(
    'answering',
    ({ now, keeper, cache, recorded }) =>
      (options: AnsweringOptions = {}, withCache: Cache | null = cache) =>
        createAnswering(
          {
            keeper,
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
        ),
  );
