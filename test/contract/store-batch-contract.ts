import { describe, expect, it } from 'vitest';
import { AppError } from '../../src/errors.ts';
import { expectError } from './expect-error.ts';
import { add, addAll, audit, newBank, remove, update, type SuiteContext } from './store-fixtures.ts';

// 1. A batch answers in the order of its changes and moves the bank by one version for each.
// 2. A fault anywhere leaves everything as it was: questions, log and version.
// 3. A write based on an old version is refused and named.
// 4. Question keys and external ids are unique in their bank, and the owner is named.
// 5. Only the state after the batch counts: keys may be exchanged, and taken over from a removed question.
// 6. One batch may change one question several times.
// 7. 10,000 changes in one batch are all there, in order.

export function batchContract(context: SuiteContext): void {
  describe('a batch of changes', () => {
    it('answers in order, one version for each change', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const [one, two] = await addAll(store, bank, add('一'), add('二'));
      const changes = [remove(one!), add('三'), update(two!, '二二')];
      const { bankVersion, questions } = await store.applyQuestionChanges(bank, changes, audit);
      expect(questions.map((question) => question?.question)).toEqual([undefined, '三', '二二']);
      expect(questions[0]).toBeNull();
      expect(bankVersion).toBe(6);
      expect((await store.findBank(bank))?.version).toBe(6);
      expect(await store.applyQuestionChanges(bank, [], audit)).toEqual({ bankVersion: 6, questions: [] });
    });

    it('leaves no trace when one change fails', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const [one] = await addAll(store, bank, add('一', { phrasings: ['壹'] }));
      const before = await store.findQuestion(bank, one!);
      const begun = [add('二'), update(one!, '一一'), add('三')];
      for (const fault of [remove('missing'), update(one!, '一', {}, 7), add('三')]) {
        await expect(store.applyQuestionChanges(bank, [...begun, fault], audit)).rejects.toThrow(AppError);
      }
      expect(await store.findQuestion(bank, one!)).toEqual(before);
      expect((await store.findBank(bank))?.version).toBe(2);
      expect((await store.listHistory(bank, {}, { limit: 10, offset: 0 })).total).toBe(2);
      expect(
        await store.findByIdentity(bank, { externalIds: [], questionKeys: ['二', '三', '一一'] }),
      ).toEqual([]);
    });

    it('is refused when it was based on an old version', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const [id] = await addAll(store, bank, add('一'));
      await store.applyQuestionChanges(bank, [update(id!, '一', {}, 1)], audit);
      const conflict = { current: 2, expected: 1 };
      await expectError(
        store.applyQuestionChanges(bank, [update(id!, '一', {}, 1)], audit),
        'version_conflict',
        conflict,
      );
      await expectError(
        store.applyQuestionChanges(bank, [remove(id!, 1)], audit),
        'version_conflict',
        conflict,
      );
      await store.applyQuestionChanges(bank, [remove(id!, 2)], audit);
      await expectError(store.applyQuestionChanges(bank, [remove(id!, 2)], audit), 'question_not_found', {
        id: id!,
      });
    });

    it('knows only the questions of its bank', async () => {
      const { store } = context;
      const [id] = await addAll(store, await newBank(store), add('一'));
      const work = store.applyQuestionChanges(await newBank(store), [update(id!, '二')], audit);
      await expectError(work, 'question_not_found', { id: id! });
    });

    it('names the owner of a key or an external id that is taken', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const [one, two] = await addAll(
        store,
        bank,
        add('一', { externalId: 'A' }),
        add('二', { externalId: 'B' }),
      );
      const duplicate = { question: '一', id: one! };
      await expectError(
        store.applyQuestionChanges(bank, [add('一')], audit),
        'duplicate_question',
        duplicate,
      );
      await expectError(
        store.applyQuestionChanges(bank, [update(two!, '一')], audit),
        'duplicate_question',
        duplicate,
      );
      const taken = { externalId: 'A', id: one! };
      const work = store.applyQuestionChanges(bank, [add('三', { externalId: 'A' })], audit);
      await expectError(work, 'duplicate_external_id', taken);
      await expectError(
        store.applyQuestionChanges(bank, [update(two!, '二', { externalId: 'A' })], audit),
        'duplicate_external_id',
        taken,
      );
      await expectError(
        store.applyQuestionChanges(bank, [add('四'), add('四')], audit),
        'duplicate_question',
      );
      await addAll(store, await newBank(store), add('一', { externalId: 'A' }));
    });

    it('may exchange keys and take them over', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const [one, two] = await addAll(
        store,
        bank,
        add('一', { externalId: 'A' }),
        add('二', { externalId: 'B' }),
      );
      await store.applyQuestionChanges(
        bank,
        [update(one!, '二', { externalId: 'B' }), update(two!, '一', { externalId: 'A' })],
        audit,
      );
      expect(await store.findQuestion(bank, one!)).toMatchObject({
        question: '二',
        externalId: 'B',
        version: 2,
      });
      expect(await store.findQuestion(bank, two!)).toMatchObject({
        question: '一',
        externalId: 'A',
        version: 2,
      });
      await store.applyQuestionChanges(bank, [add('一', { externalId: 'A' }), remove(two!)], audit);
      const found = await store.findByIdentity(bank, { externalIds: ['A'], questionKeys: ['一'] });
      expect(found.map((question) => question.version)).toEqual([1]);
    });

    it('may change one question several times', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const [id] = await addAll(store, bank, add('一'));
      const changes = [update(id!, '二', {}, 1), update(id!, '三', {}, 2), remove(id!, 3)];
      const { questions, bankVersion } = await store.applyQuestionChanges(bank, changes, audit);
      expect(questions.map((question) => question?.version)).toEqual([2, 3, undefined]);
      expect(bankVersion).toBe(5);
      expect(await store.findQuestion(bank, id!)).toBeNull();
    });

    it('may be of 10,000', { timeout: 300_000 }, async () => {
      const { store } = context;
      const bank = await newBank(store);
      const numbers = Array.from({ length: 10_000 }, (_, n) => n);
      const over = (n: number) => ({
        externalId: `E${n}`,
        phrasings: [`另${n}`],
        tags: ['批'],
        category: '批量',
      });
      const ids = await addAll(store, bank, ...numbers.map((n) => add(`问题${n}`, over(n))));
      const updates = ids.map((id, n) => update(id, `问题${n + 1}`, over(n + 1), 1));
      const { bankVersion, questions } = await store.applyQuestionChanges(bank, updates, audit);
      expect(bankVersion).toBe(20_001);
      expect(questions.every((question, n) => question?.question === `问题${n + 1}`)).toBe(true);
      const read: string[] = [];
      for await (const batch of store.readQuestions(bank, 1000))
        read.push(...batch.flatMap((one) => one.phrasings));
      expect(read.sort()).toEqual(numbers.map((n) => `另${n + 1}`).sort());
      const keys = numbers.map((n) => `问题${n}`);
      expect(await store.findByIdentity(bank, { externalIds: [], questionKeys: keys })).toHaveLength(9999);
    });
  });
}
