import { describe, expect, it } from 'vitest';
import { expectError } from './expect-error.ts';
import { add, addAll, audit, newBank, settings, type SuiteContext } from './store-fixtures.ts';

// 1. A bank is created at version 1 with its settings and audit columns, and found by its exact name.
// 2. A name is taken once.
// 3. An update changes only what it names and moves the version by one, not at all where nothing changes; dates are
//    kept to the millisecond.
// 4. Removing a bank removes everything in it and nothing else.
// 5. A bank made again under an old name goes on counting above all old versions, with a gap in the log.
// 6. Any text is a possible, if unknown, name.

export function bankContract(context: SuiteContext): void {
  describe('banks', () => {
    it('are created with their settings', async () => {
      const bank = await context.store.createBank('created', settings, audit);
      expect(bank).toEqual({
        name: 'created',
        version: 1,
        ...settings,
        createdBy: '张三',
        createdAt: audit.at,
        updatedBy: '张三',
        updatedAt: audit.at,
      });
      expect(await context.store.findBank('created')).toEqual(bank);
      expect(await context.store.listBanks()).toContainEqual(bank);
    });

    it('are listed by name', async () => {
      const { store } = context;
      await store.createBank('sorted-b', settings, audit);
      await store.createBank('sorted-a', settings, audit);
      const names = (await store.listBanks()).map((bank) => bank.name);
      expect(names).toEqual([...names].sort());
    });

    it('have a name of their own', async () => {
      const bank = await newBank(context.store);
      await expectError(context.store.createBank(bank, settings, audit), 'bank_exists', { bank });
      expect((await context.store.findBank(bank))?.version).toBe(1);
    });

    it('change only what is named', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const later = { ...audit, by: '李四', at: new Date('2026-03-02T00:00:00.007Z') };
      const changed = await store.updateBank(bank, { answerThreshold: 0.9, isPublic: false }, later);
      expect(changed).toEqual({
        name: bank,
        version: 2,
        ...settings,
        answerThreshold: 0.9,
        isPublic: false,
        createdBy: '张三',
        createdAt: audit.at,
        updatedBy: '李四',
        updatedAt: later.at,
      });
      expect(await store.findBank(bank)).toEqual(changed);
    });

    it('stay as they are where an update changes nothing', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const before = await store.findBank(bank);
      const later = { ...audit, by: '李四', at: new Date('2026-03-02T00:00:00.007Z') };
      for (const same of [{}, settings, { answerThreshold: settings.answerThreshold }]) {
        expect(await store.updateBank(bank, same, later)).toEqual(before);
      }
      expect(await store.findBank(bank)).toEqual(before);
      expect((await store.listHistory(bank, {}, { limit: 10, offset: 0 })).total).toBe(1);
    });

    it('go with everything in them', async () => {
      const { store } = context;
      const [bank, other] = [await newBank(store), await newBank(store)];
      const [id] = await addAll(
        store,
        bank,
        add('信用卡如何还款', { phrasings: ['怎么还信用卡'], tags: ['还款'] }),
      );
      const [kept] = await addAll(store, other, add('信用卡如何还款', { phrasings: ['怎么还信用卡'] }));
      await store.replaceWords(bank, ['国债逆回购'], audit);
      await store.replaceSynonyms(bank, ['农行 = 农业银行'], audit);
      const feedback = { queryId: 'q', bank, query: '还款', questionId: id!, at: audit.at } as const;
      await store.recordFeedback({ ...feedback, verdict: 'helpful' });
      await store.removeBank(bank);
      expect(await store.findBank(bank)).toBeNull();
      expect(await store.findQuestion(bank, id!)).toBeNull();
      expect(await store.listChangedSince(bank, 0, 10)).toEqual([]);
      expect(await store.readVocabulary(bank)).toEqual({ words: [], synonyms: [], adaptation: null });
      expect(await store.listFeedback(bank, 10)).toEqual([]);
      expect((await store.findQuestion(other, kept!))?.phrasings).toEqual(['怎么还信用卡']);
    });

    it('never use a version twice, even when removed and made again', async () => {
      const { store } = context;
      const bank = await newBank(store);
      await addAll(store, bank, add('一'), add('二'));
      await store.removeBank(bank);
      expect((await store.bankVersions()).has(bank)).toBe(false);
      const again = await store.createBank(bank, settings, audit);
      expect(again.version).toBe(5);
      expect((await store.listChangedSince(bank, 3, 10)).map((change) => change.version)).toEqual([5]);
      await store.removeBank(bank);
      expect((await store.createBank(bank, settings, audit)).version).toBe(7);
    });

    it.each(['nobody', '题库', '𠮷😀', "x' or '1'='1", 'FINANCE', ''])(
      'named %j are not there',
      async (name) => {
        const { store } = context;
        expect(await store.findBank(name)).toBeNull();
        expect(await store.findQuestion(name, name)).toBeNull();
        await expectError(store.updateBank(name, {}, audit), 'bank_not_found', { bank: name });
        await expectError(store.removeBank(name), 'bank_not_found', { bank: name });
        await expectError(store.applyQuestionChanges(name, [add('一')], audit), 'bank_not_found', {
          bank: name,
        });
      },
    );
  });
}
