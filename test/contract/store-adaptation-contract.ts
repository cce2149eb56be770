import { expect, it } from 'vitest';
import type { AdaptationRun } from '../../src/service/ports/adaptation-store.ts';
import { newUlid } from '../../src/service/new-ulid.ts';
import { expectError } from './expect-error.ts';
import { audit, newBank, type SuiteContext } from './store-fixtures.ts';

// 1. A run is found as it was last saved; the newest one counts.
// 2. What is kept is in use with the bank's next version; undoing goes back to the one kept before, then to none.
// 3. Removing the bank removes them.

export function adaptationContract(context: SuiteContext): void {
  const runOf = (bank: string): AdaptationRun => ({
    ...{ id: newUlid(), bank, state: 'running', figures: null, by: '管理员', at: audit.at, endedAt: null },
  });
  const measured = { recallAt1: 0.8125, mrrAt10: 0.875 };
  const figures = { examples: 60, fromUsers: 3, before: measured, after: measured, scaled: true };

  it('keeps the runs of a bank', async () => {
    const { store } = context;
    const bank = await newBank(store);
    expect(await store.findAdaptationRun(bank)).toBeNull();
    const run = runOf(bank);
    await store.saveAdaptationRun(run);
    expect(await store.findAdaptationRun(bank)).toEqual(run);
    const ended: AdaptationRun = { ...run, state: 'discarded', figures, endedAt: audit.at };
    await store.saveAdaptationRun(ended);
    expect(await store.findAdaptationRun(bank)).toEqual(ended);
    const next = runOf(bank);
    await store.saveAdaptationRun(next);
    expect(await store.findAdaptationRun(bank)).toEqual(next);
    await expectError(store.saveAdaptationRun(runOf('absent')), 'bank_not_found');
  });

  it('puts what was learned in use, and takes it back', async () => {
    const { store } = context;
    const bank = await newBank(store);
    const before = (await store.findBank(bank))!.version;
    const inUse = async () => (await store.readVocabulary(bank)).adaptation;
    expect(await inUse()).toBeNull();
    expect(await store.undoAdaptation(bank, audit)).toBeNull();

    const long = `{"词":"${'𠮷😀'.repeat(50_000)}"}`;
    expect(await store.keepAdaptation({ ...runOf(bank), figures }, 'first', audit)).toBe(before + 1);
    expect(await store.keepAdaptation({ ...runOf(bank), figures }, long, audit)).toBe(before + 2);
    expect(await inUse()).toBe(long);
    expect((await store.findAdaptationRun(bank))?.state).toBe('kept');
    expect(await store.listChangedSince(bank, before, 10)).toEqual([
      { version: before + 1, kind: 'adaptation' },
      { version: before + 2, kind: 'adaptation' },
    ]);

    expect(await store.undoAdaptation(bank, audit)).toBe(before + 3);
    expect(await inUse()).toBe('first');
    expect(await store.undoAdaptation(bank, audit)).toBe(before + 4);
    expect(await inUse()).toBeNull();
    expect(await store.undoAdaptation(bank, audit)).toBeNull();

    await store.keepAdaptation(runOf(bank), 'gone', audit);
    await store.removeBank(bank);
    expect(await store.findAdaptationRun(bank)).toBeNull();
  });
}
