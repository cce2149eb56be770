import { describe, expect, it } from 'vitest';
import type { BankChange } from '../../src/service/ports/change-log.ts';
import type { Store } from '../../src/service/ports/store.ts';
import { add, addAll, audit, newBank, settings, update, type SuiteContext } from './store-fixtures.ts';

// 1. Writers on several connections lose nothing: every change has a version of its own, without gaps.
// 2. A reader that follows the log while they write never skips a version.
// 3. Of writers based on the same version one wins.
// 4. Of writers of the same new question, name or idempotency key one wins.
// 5. Reads go on while a large batch is written, and see either nothing of it or all.

export function concurrencyContract(context: SuiteContext): void {
  describe('at the same time', () => {
    it('writers lose nothing and readers skip nothing', async () => {
      const bank = await newBank(context.store);
      const writers = [context.store, context.harness.open(), context.harness.open()];
      const written = 3 * 20 * 2;
      const seen: BankChange[] = [];
      const follow = async () => {
        const reader = context.harness.open();
        while (seen.length < written) {
          seen.push(...(await reader.listChangedSince(bank, 1 + seen.length, 7)));
        }
      };
      const write = async (store: Store, writer: number) => {
        for (let n = 0; n < 20; n++)
          await addAll(store, bank, add(`甲${writer}-${n}`), add(`乙${writer}-${n}`));
      };
      await Promise.all([follow(), ...writers.map(write)]);
      expect(seen.map((change) => change.version)).toEqual(Array.from({ length: written }, (_, n) => n + 2));
      const added = new Set(
        seen.map((change) => (change.kind === 'question' ? change.question?.question : '')),
      );
      expect(added.size).toBe(written);
      expect((await context.store.findBank(bank))?.version).toBe(written + 1);
    });

    it('one write based on a version wins', async () => {
      const bank = await newBank(context.store);
      const [id] = await addAll(context.store, bank, add('一'));
      const stores = [context.store, context.harness.open(), context.harness.open()];
      const outcomes = await Promise.allSettled(
        stores.map((store, n) => store.applyQuestionChanges(bank, [update(id!, `一${n}`, {}, 1)], audit)),
      );
      expect(codesOf(outcomes)).toEqual(['version_conflict', 'version_conflict']);
    });

    it('one taker of a question, a bank name or an idempotency key wins', async () => {
      const bank = await newBank(context.store);
      const stores = [context.store, context.harness.open(), context.harness.open(), context.harness.open()];
      const adding = await Promise.allSettled(stores.map((store) => addAll(store, bank, add('同一问题'))));
      expect(codesOf(adding)).toEqual(Array(3).fill('duplicate_question'));
      const naming = await Promise.allSettled(
        stores.map((store) => store.createBank('raced', settings, audit)),
      );
      expect(codesOf(naming)).toEqual(Array(3).fill('bank_exists'));
      const reserving = await Promise.all(
        stores.map((store) => store.reserve('raced', 'same', audit.at, { keptForMs: 1000, heldForMs: 1000 })),
      );
      const outcomes = reserving.map((reservation) => reservation.outcome).sort();
      expect(outcomes).toEqual(['in-progress', 'in-progress', 'in-progress', 'reserved']);
    });

    it('a bank is removed and made again without a version used twice', async () => {
      const bank = await newBank(context.store);
      const other = context.harness.open();
      const versions = new Set([1]);
      for (let round = 0; round < 5; round++) {
        const [, made] = await Promise.allSettled([
          context.store.removeBank(bank),
          other.createBank(bank, settings, audit),
        ]);
        const created =
          made.status === 'fulfilled' ? made.value : await other.createBank(bank, settings, audit);
        expect(versions.has(created.version)).toBe(false);
        versions.add(created.version);
      }
    });

    it('a batch is seen whole or not at all', async () => {
      const bank = await newBank(context.store);
      const reader = context.harness.open();
      const totals = new Set<number>();
      let writing = true;
      const write = addAll(
        context.store,
        bank,
        ...Array.from({ length: 2000 }, (_, n) => add(`问${n}`, { category: '批' })),
      ).finally(() => (writing = false));
      while (writing) {
        const page = { limit: 1, offset: 0 };
        const sort = { by: 'createdAt', descending: false } as const;
        totals.add((await reader.listQuestions(bank, {}, sort, page)).total);
        for (const { count } of await context.store.countByCategory(bank)) totals.add(count);
      }
      await write;
      totals.delete(0);
      totals.delete(2000);
      expect([...totals]).toEqual([]);
    });
  });
}

function codesOf(outcomes: PromiseSettledResult<unknown>[]): unknown[] {
  return outcomes.flatMap((outcome) =>
    outcome.status === 'rejected' ? [(outcome.reason as { code?: unknown }).code] : [],
  );
}
