/**
 * While thousands of questions are indexed, from a real store by the real engine:
 * 1. searches go on, and what was found before is found meanwhile;
 * 2. a write made meanwhile is found when its `catchUp` resolves, and nothing is lost in the end;
 * 3. the event loop is never held long.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLocalChangeNotifier } from '../../src/cache/local-change-notifier.ts';
import { createIndexKeeper } from '../../src/service/index-keeper/create-index-keeper.ts';
import type { IndexKeeper } from '../../src/service/index-keeper/index-keeper.ts';
import type { Store } from '../../src/service/ports/store.ts';
import { add, addAll, audit, settings } from '../contract/store-fixtures.ts';
import { searchEngine } from '../helpers/engine.ts';
import { recordingLogger } from '../helpers/recording-logger.ts';
import { sqliteStore } from '../helpers/sqlite-store.ts';

const BANK = 'finance';
const COUNT = 4000;
const REQUEST = { category: null, tag: null, nowMs: 0, limit: 1, offset: 0, explain: false };
/** Indexing all of it at once would hold the event loop for longer on any machine that runs tests. */
const HELD_AT_MOST_MS = 150;

let store: Store;
let keeper: IndexKeeper;

beforeEach(async () => {
  store = await sqliteStore();
  await store.createBank(BANK, settings, audit);
});

afterEach(async () => {
  await keeper.stop();
  await store.close();
});

async function startKeeper(): Promise<void> {
  const notifier = createLocalChangeNotifier();
  const clock = { now: () => new Date() };
  keeper = createIndexKeeper(
    { store, engine: searchEngine, notifier, snapshots: null, clock, logger: recordingLogger() },
    { pollIntervalMs: 3_600_000 },
  );
  await keeper.start();
}

const numbered = (n: number): string => `第${n}号理财产品到期以后本金和收益什么时候到账`;

/** The best question for a query; null: none, or the bank cannot be searched. */
function find(query: string): string | null {
  const live = keeper.find(BANK);
  if (live === null || live === 'pending') return null;
  return live.index.search(query, REQUEST).result.matches[0]?.document.question ?? null;
}

/**
 * Searches every few milliseconds until `work` is done.
 * @returns how many searches, and the most processor time between two of them, which other processes do not lengthen
 */
async function searchDuring(work: Promise<unknown>, query: string, expected: string) {
  let isDone = false;
  const done = work.finally(() => {
    isDone = true;
  });
  let [searches, heldMs] = [0, 0];
  for (; !isDone; searches++) {
    expect(find(query)).toBe(expected);
    const before = process.cpuUsage();
    await sleep(1);
    const { user, system } = process.cpuUsage(before);
    heldMs = Math.max(heldMs, (user + system) / 1000);
  }
  await done;
  return { searches, heldMs };
}

it('folds a bulk import in beside searches and a write', async () => {
  await addAll(store, BANK, add('花呗怎么还款'));
  await startKeeper();
  const changes = Array.from({ length: COUNT }, (_, n) => add(numbered(n)));
  const { bankVersion } = await store.applyQuestionChanges(BANK, changes, audit);

  const importing = keeper.catchUp(BANK, bankVersion);
  const during = searchDuring(importing, '花呗还款', '花呗怎么还款');
  const write = await store.applyQuestionChanges(BANK, [add('信用卡如何挂失')], audit);
  await keeper.catchUp(BANK, write.bankVersion);
  expect(find('信用卡挂失')).toBe('信用卡如何挂失');

  const { searches, heldMs } = await during;
  expect(searches).toBeGreaterThan(5);
  expect(heldMs).toBeLessThan(HELD_AT_MOST_MS);
  expect(keeper.health()).toMatchObject([{ version: write.bankVersion, questions: COUNT + 2 }]);
  for (const n of [0, 1234, COUNT - 1]) expect(find(numbered(n))).toBe(numbered(n));
});

it('builds a bank anew beside searches in its last index and a write', async () => {
  await addAll(store, BANK, ...Array.from({ length: COUNT }, (_, n) => add(numbered(n))));
  await startKeeper();
  const version = await store.replaceWords(BANK, ['理财产品到期'], audit);

  const building = keeper.catchUp(BANK, version);
  const during = searchDuring(building, numbered(77), numbered(77));
  const write = await store.applyQuestionChanges(BANK, [add('信用卡如何挂失')], audit);
  await keeper.catchUp(BANK, write.bankVersion);
  expect(find('信用卡挂失')).toBe('信用卡如何挂失');

  const { searches, heldMs } = await during;
  expect(searches).toBeGreaterThan(5);
  expect(heldMs).toBeLessThan(HELD_AT_MOST_MS);
  expect(keeper.health()).toMatchObject([{ version: write.bankVersion, questions: COUNT + 1 }]);
});
