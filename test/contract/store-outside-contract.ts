import { expect, describe, it } from 'vitest';
import { add, addAll, audit, newBank, remove, update, type SuiteContext } from './store-fixtures.ts';

// Rows that another program changes by SQL:
// 1. An update, insert or delete of a question, phrasing, tag, word or synonym, or of a bank's settings, is a step of the
//    bank's version with an entry in the change log, without a gap.
// 2. What the store itself writes has one entry a change, as without triggers.
// 3. A question that moves to another bank is a step of both: gone from the one, new in the other.
// 4. The store and another program can take turns.
// 5. What is changed, by anyone, is known as touched, unless it is known to be as it was.

export function outsideContract(context: SuiteContext): void {
  describe('what other programs change', () => {
    const kindsSince = async (bank: string, version: number) => {
      const { items } = await context.store.listHistory(bank, {}, { limit: 100, offset: 0 });
      return items
        .filter((entry) => entry.version > version)
        .map((entry) => entry.kind)
        .reverse();
    };

    it('is in the change log', async () => {
      const { store, harness } = context;
      expect(await store.logsOutsideChanges()).toBe(true);
      const bank = await newBank(store);
      const [one, two] = await addAll(
        store,
        bank,
        add('一', { phrasings: ['壹'] }),
        add('二', { tags: ['标'] }),
      );
      expect((await store.bankVersions()).get(bank)).toBe(3);
      await harness.runSql(`update questions set question = '新一' where id = '${one!}'`);
      await harness.runSql(`insert into phrasings values ('${one!}', 'positive', 1, '弌')`);
      await harness.runSql(`update question_tags set tag = '签' where question_id = '${two!}'`);
      const versionOf = async () => (await store.bankVersions()).get(bank)!;
      const version = await versionOf();
      const changes = await store.listChangedSince(bank, 3, 100);
      expect(changes.map((change) => change.version)).toEqual(
        Array.from({ length: version - 3 }, (_, at) => at + 4),
      );
      const states = changes.flatMap((change) => (change.kind === 'question' ? [change.question] : []));
      expect(states.find((question) => question?.id === one)).toMatchObject({
        question: '新一',
        phrasings: ['壹', '弌'],
      });
      expect(states.find((question) => question?.id === two)).toMatchObject({ tags: ['签'] });

      await harness.runSql(`delete from questions where id = '${two!}'`);
      expect((await store.listChangedSince(bank, version, 100)).at(-1)).toMatchObject({
        questionId: two,
        question: null,
      });
      const before = await versionOf();
      await harness.runSql(`update banks set title = '别的标题' where name = '${bank}'`);
      await harness.runSql(`insert into bank_words values ('${bank}', 0, '定投')`);
      await harness.runSql(`insert into bank_synonyms values ('${bank}', 0, 'a = b')`);
      await harness.runSql(`delete from bank_words where bank = '${bank}'`);
      expect(await kindsSince(bank, before)).toEqual(['settings', 'dictionary', 'synonyms', 'dictionary']);
      expect(await versionOf()).toBe(before + 4);
    });

    it('counts as touched whatever it was; what was changed back does not', async () => {
      const { store, harness } = context;
      const bank = await newBank(store);
      const ids = await addAll(store, bank, add('一'), add('二'), add('三'));
      const [one, two, three] = ids as [string, string, string];
      const version = (await store.bankVersions()).get(bank)!;
      expect(await store.listTouchedSince(bank, version)).toEqual(new Set());
      await store.applyQuestionChanges(bank, [update(one, '一', { answer: '改' })], audit);
      await store.applyQuestionChanges(bank, [update(two, '二', { answer: '改' })], audit);
      expect(await store.listTouchedSince(bank, version)).toEqual(new Set([one, two]));
      await store.applyQuestionChanges(bank, [update(one, '一')], audit);
      const [added] = await addAll(store, bank, add('四'));
      expect(await store.listTouchedSince(bank, version)).toEqual(new Set([two, added]));
      await store.applyQuestionChanges(bank, [remove(added!)], audit);
      await harness.runSql(`update questions set answer = '改' where id = '${three}'`);
      await harness.runSql(`update questions set answer = '答：三' where id = '${three}'`);
      expect(await store.listTouchedSince(bank, version)).toEqual(new Set([two, three]));
    });

    it('takes turns with what the store writes, which has one entry a change', async () => {
      const { store, harness } = context;
      const bank = await newBank(store);
      const [one] = await addAll(store, bank, add('一', { phrasings: ['壹'], tags: ['标'] }));
      await harness.runSql(`update questions set answer = '改' where id = '${one!}'`);
      const version = (await store.bankVersions()).get(bank)!;
      await store.applyQuestionChanges(
        bank,
        [update(one!, '一一', { phrasings: ['壹壹'] }), add('二')],
        audit,
      );
      await store.updateBank(bank, { title: '新' }, audit);
      await store.replaceWords(bank, ['定投'], audit);
      await store.applyQuestionChanges(bank, [remove(one!)], audit);
      expect(await kindsSince(bank, version)).toEqual([
        'updated',
        'added',
        'settings',
        'dictionary',
        'removed',
      ]);
      expect((await store.bankVersions()).get(bank)).toBe(version + 5);
    });

    it('reaches both banks when a question moves', async () => {
      const { store, harness } = context;
      const [from, to] = [await newBank(store), await newBank(store)];
      const [one] = await addAll(store, from, add('一'));
      await harness.runSql(`update questions set bank = '${to}' where id = '${one!}'`);
      expect((await store.bankVersions()).get(to)).toBe(2);
      expect((await store.listChangedSince(from, 2, 10)).at(-1)).toMatchObject({
        questionId: one,
        question: null,
      });
      expect((await store.listChangedSince(to, 1, 10)).at(-1)).toMatchObject({
        questionId: one,
        question: { bank: to, question: '一' },
      });
    });
  });
}
