/**
 * 1. An index taken back from its arrays holds the same documents and finds the same as the index they are of, and any
 *    changes of both give equal indexes.
 * 2. Arrays of another analysis are analysed anew.
 * 3. A snapshot plus the change log since gives the same bank as reading it whole.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createLocalChangeNotifier } from '../../src/cache/local-change-notifier.ts';
import type { SearchRequest } from '../../src/engine/index.ts';
import { createIndexKeeper } from '../../src/service/index-keeper/create-index-keeper.ts';
import type { SearchIndex } from '../../src/service/search-engine.ts';
import { openSnapshotFiles } from '../../src/snapshot-files/open-snapshot-files.ts';
import { documentOf, searchEngine } from '../helpers/engine.ts';
import { recordingLogger } from '../helpers/recording-logger.ts';
import { sqliteStore } from '../helpers/sqlite-store.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { addition, SETTINGS, TESTER } from '../unit/service/sample-content.ts';

const NOTHING_OWN = { words: [], synonyms: [] };
const pieces = ['农行', '信用卡', '借记卡', '怎么', '还款', '挂失', '利率', '基金', '𠮷', '？', ' '];
const text = fc
  .array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));
const puts = fc.array(fc.tuple(fc.nat(40), text, fc.array(text, { maxLength: 2 })), { maxLength: 12 });
const changes = fc.record({ put: puts, removed: fc.array(fc.nat(40), { maxLength: 5 }) });
type Changes = typeof changes extends fc.Arbitrary<infer T> ? T : never;

function asChanges({ put, removed }: Changes) {
  const documents = put.map(([id, question, phrasings]) =>
    documentOf(`q${id}`, question, { phrasings, category: phrasings[0] ?? null }),
  );
  return { put: documents, removed: removed.map((id) => `q${id}`) };
}

/** Enough for a segment that is not merged with a small change, and so keeps what was deleted of it. */
const MANY = Array.from({ length: 80 }, (_, i) => documentOf(`many${i}`, `信用卡利率${i}`));

const REQUEST: SearchRequest = {
  ...{ category: null, tag: null, nowMs: 0 },
  ...{ limit: 20, offset: 0, explain: true },
};

function contentOf(index: SearchIndex, queries: readonly string[]) {
  const documents = [...index.documents()].map(({ id, question, answer, phrasings, category }) => ({
    ...{ id, question, answer, phrasings, category },
  }));
  const found = queries.map((query) => {
    const { matches, ...rest } = index.search(query, REQUEST).result;
    const described = matches.map(({ document, ...match }) => ({ ...match, id: document.id }));
    return { ...rest, matches: described };
  });
  return { documents, found, suggested: queries.map((query) => index.suggest(query, 5, 0, () => 0)) };
}

describe('an index taken back from its arrays', () => {
  it('is the index that they are of', async () => {
    await fc.assert(
      fc.asyncProperty(fc.boolean(), changes, changes, changes, text, async (isLarge, ...drawn) => {
        const [first, second, third, query] = drawn;
        const { put } = asChanges(first);
        const built = await searchEngine.buildIndex([put, isLarge ? MANY : []], NOTHING_OWN);
        const index = await built.withChanges(asChanges(second));
        const restored = await searchEngine.restoreIndex(index.arrays(), NOTHING_OWN);
        expect(contentOf(restored, [query])).toEqual(contentOf(index, [query]));
        const changed = await restored.withChanges(asChanges(third));
        expect(changed.arrays()).toEqual((await index.withChanges(asChanges(third))).arrays());
      }),
      { numRuns: 40 },
    );
  });

  it('is analysed anew where words were cut otherwise', async () => {
    const own = { words: ['怎么还款'], synonyms: [] };
    const all = [documentOf('a', '信用卡怎么还款'), documentOf('b', '怎么挂失')];
    const arrays = (await searchEngine.buildIndex([all], NOTHING_OWN)).arrays();
    const restored = await searchEngine.restoreIndex(arrays, own);
    expect(restored.arrays()).toEqual((await searchEngine.buildIndex([all], own)).arrays());
    expect(restored.arrays()).not.toEqual(arrays);
    await expect(searchEngine.restoreIndex({ ...arrays, layout: 0 }, own)).rejects.toThrow('of layout 0');
  });
});

it('a snapshot plus the change log since is the bank read whole', async () => {
  const logger = recordingLogger();
  const options = { pollIntervalMs: 3_600_000 };
  const clock = { now: () => new Date() };
  await fc.assert(
    fc.asyncProperty(puts, fc.array(changes, { maxLength: 3 }), text, async (before, since, query) => {
      const folder = temporaryFolder('snapshots');
      const store = await sqliteStore();
      const snapshots = await openSnapshotFiles({ folder: folder.path, logger });
      const keeperWith = (kept: typeof snapshots | null) =>
        createIndexKeeper(
          {
            store,
            engine: searchEngine,
            notifier: createLocalChangeNotifier(),
            snapshots: kept,
            clock,
            logger,
          },
          options,
        );
      const contentHeld = async (kept: typeof snapshots | null) => {
        const keeper = keeperWith(kept);
        await keeper.start();
        const live = keeper.find('finance');
        await keeper.stop();
        if (live === null || live === 'pending') throw new Error('the bank is not held');
        const { documents, found } = contentOf(live.index, [query]);
        const best = found[0]!.matches[0];
        return {
          version: live.bank.version,
          mark: live.mark,
          documents: new Map(documents.map((document) => [document.id, document])),
          best: best?.tier === 'exact' || best?.tier === 'normalised' ? best.tier : null,
          found: new Set(found[0]!.matches.map(({ id }) => id)),
        };
      };
      try {
        const ids = new Map<string, string>();
        const write = async ({ put, removed }: Changes) => {
          for (const [id, question, phrasings] of put) {
            if (ids.has(question)) continue;
            const { questions } = await store.applyQuestionChanges(
              'finance',
              [addition(question, { phrasings, category: `${id % 3}` })],
              TESTER,
            );
            ids.set(question, questions[0]!.id);
          }
          for (const place of removed) {
            const [question, id] = [...ids][place % Math.max(1, ids.size)] ?? [];
            if (question === undefined) continue;
            const removal = { kind: 'remove' as const, id: id!, expectedVersion: null };
            await store.applyQuestionChanges('finance', [removal], TESTER);
            ids.delete(question);
          }
        };
        await store.createBank('finance', SETTINGS, TESTER);
        await write({ put: before, removed: [] });
        await contentHeld(snapshots);
        for (const each of since) await write(each);
        expect(await contentHeld(snapshots)).toEqual(await contentHeld(null));
      } finally {
        await store.close();
        folder.remove();
      }
    }),
    { numRuns: 12 },
  );
});
