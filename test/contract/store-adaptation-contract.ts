import { expect, it } from 'vitest';
import type { AdaptationRun } from '../../src/service/ports/adaptation-store.ts';
import { newUlid } from '../../src/service/new-ulid.ts';
import { expectError } from './expect-error.ts';
import { audit, newBank, type SuiteContext } from './store-fixtures.ts';

// 1. A run is found as it was last saved; the newest one counts. None begins while another is under way.
// 2. What is kept is in use with the bank's next version; undoing goes back to the one kept before, then to none.
// 3. Removing the bank removes them.

export function adaptationContract(context: SuiteContext): void {
  const runOf = (bank: string): AdaptationRun => ({
    ...{ id: newUlid(), bank, state: 'running', figures: null, by: '管理员', at: audit.at, endedAt: null },
  });
  const before = ({ at }: AdaptationRun) => new Date(at.getTime() - 1);
  const measured = { recallAt1: 0.8125, mrrAt10: 0.875 };
  const figures = { examples: 60, fromUsers: 3, before: measured, after: measured, scaled: true };

  it('keeps the runs of a bank', async () => {
    const { store } = context;
    const bank = await newBank(store);
    expect(await store.findAdaptationRun(bank)).toBeNull();
    const run = runOf(bank);
    expect(await store.beginAdaptation(run, before(run))).toBe(true);
    expect(await store.findAdaptationRun(bank)).toEqual(run);
    const ended: AdaptationRun = { ...run, state: 'discarded', figures, endedAt: audit.at };
    await store.saveAdaptationRun(ended);
    expect(await store.findAdaptationRun(bank)).toEqual(ended);
    const next = runOf(bank);
    expect(await store.beginAdaptation(next, before(next))).toBe(true);
    expect(await store.findAdaptationRun(bank)).toEqual(next);
    await expectError(store.saveAdaptationRun(runOf('absent')), 'bank_not_found');
    await expectError(store.beginAdaptation(runOf('absent'), audit.at), 'bank_not_found');
  });

  it('begins one run of a bank at a time', async () => {
    const { store } = context;
    const bank = await newBank(store);
    const runs = [runOf(bank), runOf(bank), runOf(bank)];
    const begun = await Promise.all(runs.map((run) => store.beginAdaptation(run, before(run))));
    expect(begun.filter(Boolean)).toHaveLength(1);
    const first = (await store.findAdaptationRun(bank))!;
    expect(first).toEqual(runs[begun.indexOf(true)]);
    expect(await store.beginAdaptation(runOf(bank), first.at)).toBe(true);
  });

  it('puts what was learned in use, and takes it back', async () => {
    const { store } = context;
    const bank = await newBank(store);
    const version = (await store.findBank(bank))!.version;
    const inUse = async () => (await store.readVocabulary(bank)).adaptation;
    expect(await inUse()).toBeNull();
    expect(await store.undoAdaptation(bank, audit)).toBeNull();

    const long = `{"词":"${'𠮷😀'.repeat(50_000)}"}`;
    expect(await store.keepAdaptation({ ...runOf(bank), figures }, 'first', audit)).toBe(version + 1);
    expect(await store.keepAdaptation({ ...runOf(bank), figures }, long, audit)).toBe(version + 2);
    expect(await inUse()).toBe(long);
    expect((await store.findAdaptationRun(bank))?.state).toBe('kept');
    expect(await store.listChangedSince(bank, version, 10)).toEqual([
      { version: version + 1, kind: 'adaptation' },
      { version: version + 2, kind: 'adaptation' },
    ]);

    expect(await store.undoAdaptation(bank, audit)).toBe(version + 3);
    expect(await inUse()).toBe('first');
    expect(await store.undoAdaptation(bank, audit)).toBe(version + 4);
    expect(await inUse()).toBeNull();
    expect(await store.undoAdaptation(bank, audit)).toBeNull();

    await store.keepAdaptation(runOf(bank), 'gone', audit);
    await store.removeBank(bank);
    expect(await store.findAdaptationRun(bank)).toBeNull();
  });
}
