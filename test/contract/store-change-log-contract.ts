import { describe, expect, it } from 'vitest';
import { expectError } from './expect-error.ts';
import {
  add,
  addAll,
  audit,
  contentOf,
  newBank,
  remove,
  settings,
  update,
  type SuiteContext,
} from './store-fixtures.ts';

// 1. Every write has one entry, in the order of versions, without a gap.
// 2. Entries of questions carry their state now; null when they are gone.
// 3. The limit cuts the list, and reading goes on from the last version.
// 4. History says who, when, why and in which import, with the state before and after.
// 5. History is newest first, in pages, and can be had for one question or one import.
// 6. Vocabulary is replaced as a whole and keeps its order; the same again is no change.

const all = { limit: 100, offset: 0 };

export function changeLogContract(context: SuiteContext): void {
  describe('the change log', () => {
    it('has one entry for every change, with the state now', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const [one, two] = await addAll(store, bank, add('一'), add('二'));
      await store.updateBank(bank, { title: '新' }, audit);
      await store.replaceWords(bank, ['定投'], audit);
      await store.replaceSynonyms(bank, ['农行 = 农业银行'], audit);
      await store.applyQuestionChanges(bank, [update(one!, '一一'), remove(two!)], audit);
      const now = await store.findQuestion(bank, one!);
      const changes = await store.listChangedSince(bank, 0, 1000);
      expect(changes).toEqual([
        { version: 1, kind: 'settings' },
        { version: 2, kind: 'question', questionId: one, question: now },
        { version: 3, kind: 'question', questionId: two, question: null },
        { version: 4, kind: 'settings' },
        { version: 5, kind: 'vocabulary' },
        { version: 6, kind: 'vocabulary' },
        { version: 7, kind: 'question', questionId: one, question: now },
        { version: 8, kind: 'question', questionId: two, question: null },
      ]);
      expect(await store.listChangedSince(bank, 5, 2)).toEqual(changes.slice(5, 7));
      expect(await store.listChangedSince(bank, 8, 10)).toEqual([]);
      expect((await store.bankVersions()).get(bank)).toBe(8);
      const marks = await Promise.all([1, 2, 3, 7].map((version) => store.changeMark(bank, version)));
      expect(new Set(marks).size).toBe(4);
      expect(await store.changeMark(bank, 9)).toBeNull();
    });

    it('tells people who changed what, when and why', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const before = contentOf('一', { validFrom: new Date('2026-05-01T00:00:00.000Z'), tags: ['旧'] });
      const [one] = await addAll(store, bank, { kind: 'add', content: before, questionKey: '一' });
      const later = {
        by: '李四',
        at: new Date('2026-06-01T00:00:00.250Z'),
        reason: '更正',
        importId: 'imp-1',
      };
      await store.applyQuestionChanges(bank, [update(one!, '二'), add('三')], later);
      await store.applyQuestionChanges(bank, [remove(one!)], audit);
      await store.updateBank(bank, { title: '新' }, audit);
      await store.replaceWords(bank, ['定投'], audit);

      const { items, total } = await store.listHistory(bank, {}, all);
      expect(total).toBe(7);
      expect(items.map(({ version, kind }) => [version, kind])).toEqual([
        ...[
          [7, 'dictionary'],
          [6, 'settings'],
          [5, 'removed'],
          [4, 'added'],
          [3, 'updated'],
          [2, 'added'],
        ],
        [1, 'settings'],
      ]);
      expect(items[4]).toEqual({
        ...{ version: 3, kind: 'updated', questionId: one, by: '李四', at: later.at, reason: '更正' },
        ...{ importId: 'imp-1', source: null, before: asJson(before), after: asJson(contentOf('二')) },
      });
      expect(items[2]).toMatchObject({ before: asJson(contentOf('二')), after: null, importId: null });
      expect(items[1]).toMatchObject({ before: settings, after: { ...settings, title: '新' } });
      expect(items[0]).toMatchObject({ before: [], after: ['定投'], questionId: null });

      const page = await store.listHistory(bank, {}, { limit: 2, offset: 1 });
      expect(page).toEqual({ items: items.slice(1, 3), total: 7 });
      const ofOne = await store.listHistory(bank, { questionId: one! }, all);
      expect(ofOne.items.map((entry) => entry.version)).toEqual([5, 3, 2]);
      const ofImport = await store.listHistory(bank, { importId: 'imp-1' }, all);
      expect(ofImport.items.map((entry) => entry.version)).toEqual([4, 3]);
      expect(await store.listHistory('nobody', {}, all)).toEqual({ items: [], total: 0 });
    });

    it('counts the vocabulary, which is replaced as a whole', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const words = ['国债逆回购', '定投', '𠮷', 'KYC', 'kyc'];
      expect(await store.replaceWords(bank, words, audit)).toBe(2);
      expect(await store.replaceSynonyms(bank, ['KYC => 实名认证', 'a = b = c'], audit)).toBe(3);
      expect(await store.replaceWords(bank, words.slice(1), audit)).toBe(4);
      expect(await store.readVocabulary(bank)).toEqual({
        words: words.slice(1),
        synonyms: ['KYC => 实名认证', 'a = b = c'],
        adaptation: null,
      });
      expect(await store.replaceWords(bank, [], audit)).toBe(5);
      expect((await store.readVocabulary(bank)).words).toEqual([]);
      expect(await store.replaceWords(bank, [], audit)).toBe(5);
      expect(await store.replaceSynonyms(bank, ['KYC => 实名认证', 'a = b = c'], audit)).toBe(5);
      expect(await store.replaceSynonyms(bank, ['a = b = c', 'KYC => 实名认证'], audit)).toBe(6);
      expect((await store.listHistory(bank, {}, all)).total).toBe(6);
      await expectError(store.replaceWords('nobody', [], audit), 'bank_not_found', { bank: 'nobody' });
    });
  });
}

function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
