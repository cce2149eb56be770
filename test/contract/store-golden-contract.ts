import { expect, it } from 'vitest';
import { expectError } from './expect-error.ts';
import { newBank, type SuiteContext } from './store-fixtures.ts';

// 1. Golden questions come back as they were given, in their order; a new list takes the place of the old one.
// 2. The bank's version stays. Removing the bank removes them.

export function goldenContract(context: SuiteContext): void {
  it('keeps the golden questions of a bank', async () => {
    const { store } = context;
    const bank = await newBank(store);
    const before = (await store.findBank(bank))!.version;
    expect(await store.listGoldenQuestions(bank)).toEqual([]);
    const golden = Array.from({ length: 1500 }, (_, i) => ({ query: `怎么还款 ${i}😀`, question: `X-${i}` }));
    await store.replaceGoldenQuestions(bank, golden);
    expect(await store.listGoldenQuestions(bank)).toEqual(golden);
    await store.replaceGoldenQuestions(bank, golden.slice(3, 5));
    expect(await store.listGoldenQuestions(bank)).toEqual(golden.slice(3, 5));
    expect((await store.findBank(bank))!.version).toBe(before);
    await expectError(store.replaceGoldenQuestions('absent', golden), 'bank_not_found');
    await store.removeBank(bank);
    expect(await store.listGoldenQuestions(bank)).toEqual([]);
  });
}
