/**
 * Over the real SQLite store:
 * 1. questions that the indexes have no room for are refused, naming what is needed and the limit, and not written;
 * 2. what needs no room is written: changes, removals, drafts, as many additions as removals.
 */
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { IndexRoom } from '../../../src/service/index-keeper/index-room.ts';
import type { Store } from '../../../src/service/ports/store.ts';
import { withinIndexMemory } from '../../../src/service/within-index-memory.ts';
import { sqliteStore } from '../../helpers/sqlite-store.ts';
import { addition, contentOf, SETTINGS, TESTER } from './sample-content.ts';

const MEBIBYTE = 2 ** 20;

let store: Store;
let room: IndexRoom;
let bounded: Store;

beforeEach(async () => {
  store = await sqliteStore();
  await store.createBank('finance', SETTINGS, TESTER);
  room = { limitBytes: 2 * MEBIBYTE, usedBytes: MEBIBYTE, questionBytes: 1000 };
  bounded = withinIndexMemory(store, () => room);
});

afterEach(() => store.close());

it('refuses what does not fit, and writes nothing of it', async () => {
  await bounded.applyQuestionChanges('finance', [addition('怎么还款')], TESTER);
  room = { ...room, usedBytes: room.limitBytes };
  const writing = bounded.applyQuestionChanges('finance', [addition('怎么开户')], TESTER);
  await expect(writing).rejects.toMatchObject({
    code: 'index_memory_exceeded',
    parameters: { actual: 3, limit: 2 },
  });
  const { total } = await store.listQuestions(
    'finance',
    {},
    { by: 'createdAt', descending: false },
    { limit: 10, offset: 0 },
  );
  expect(total).toBe(1);
});

it('lets through what needs no room', async () => {
  const first = await bounded.applyQuestionChanges('finance', [addition('怎么还款')], TESTER);
  const { id } = first.questions[0]!;
  room = { ...room, usedBytes: room.limitBytes };
  await bounded.applyQuestionChanges(
    'finance',
    [
      {
        ...{ kind: 'update', id, expectedVersion: null },
        ...{ content: contentOf('怎么还款呢'), questionKey: '怎么还款呢' },
      },
      addition('还没发布', { status: 'draft' }),
    ],
    TESTER,
  );
  const replaced = await bounded.applyQuestionChanges(
    'finance',
    [{ kind: 'remove', id, expectedVersion: null }, addition('短')],
    TESTER,
  );
  expect(replaced.questions[1]).toMatchObject({ question: '短' });
});
