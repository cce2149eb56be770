import { beforeAll, describe, expect, it } from 'vitest';
import type { QuestionFilter, QuestionSortField } from '../../src/service/ports/question-store.ts';
import type { SearchedContent } from '../../src/service/ports/question.ts';
import {
  add,
  addAll,
  audit,
  contentOf,
  newBank,
  remove,
  update,
  type SuiteContext,
} from './store-fixtures.ts';

// 1. A question comes back as it was written: lists in order, nulls, flags, times to the millisecond.
// 2. Any character survives: emoji, rare Han, zero-width, combining, case, trailing spaces.
// 3. Every filter selects what it says, and filters combine.
// 4. Sorting is by code point, ties by id; pages neither overlap nor leave anything out.
// 5. Identity finds by external id and by key, each question once, exact to the code point.
// 6. Reading in batches gives every question once, in the order of ids, whole or what a search looks at.
// 7. Names of extra fields are listed once each, of as many questions as there are.
// 8. Categories are counted over published questions, largest first.

export function questionContract(context: SuiteContext): void {
  describe('questions', () => {
    it('come back as they were written', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const content = contentOf('农业银行信用卡如何还款？', {
        externalId: 'NH-001',
        phrasings: ['怎么还', '哪里还', '怎么还'],
        negativePhrasings: ['花呗怎么还'],
        category: '信用卡',
        tags: ['还款', '农行', 'APP'],
        status: 'draft',
        validFrom: new Date('2026-01-01T00:00:00.001Z'),
        validUntil: new Date('2037-12-31T15:59:59.999Z'),
        pinned: true,
        boost: -3,
        extra: { 负责人: '王芳', validFrom: '2026-01-01' },
      });
      const { questions, bankVersion } = await store.applyQuestionChanges(
        bank,
        [{ kind: 'add', content, questionKey: '农业银行信用卡如何还款' }],
        audit,
      );
      const { id } = questions[0]!;
      const stored = {
        id,
        bank,
        ...content,
        questionKey: '农业银行信用卡如何还款',
        version: 1,
        createdBy: '张三',
        createdAt: audit.at,
        updatedBy: '张三',
        updatedAt: audit.at,
        changeReason: '首次录入',
      };
      expect(bankVersion).toBe(2);
      expect(questions).toEqual([stored]);
      expect(await store.findQuestion(bank, id)).toEqual(stored);
      expect(await store.findQuestion('elsewhere', id)).toBeNull();
      expect(await store.findQuestion(bank, `${id} `)).toBeNull();
    });

    it('keep every character', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const texts = [
        '𠮷野家😀👨‍👩‍👧',
        '零\u200b宽\ufeff',
        'e\u0301 é',
        ' 前后 ',
        '\'; -- \\ % _ "',
        'a\tb\r\nc',
        '\u0001',
      ];
      const ids = await addAll(
        store,
        bank,
        ...texts.map((text) =>
          add(text, { phrasings: [text], tags: [text], category: text, externalId: text }),
        ),
      );
      for (const [index, text] of texts.entries()) {
        expect(await store.findQuestion(bank, ids[index]!)).toMatchObject({
          ...{ question: text, questionKey: text, phrasings: [text], tags: [text] },
          ...{ category: text, externalId: text, answer: `答：${text}` },
        });
      }
    });

    it('may have an answer of 200,000 characters', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const answer = '𠮷答'.repeat(70_000);
      const [id] = await addAll(store, bank, add('长', { answer }));
      expect((await store.findQuestion(bank, id!))?.answer).toBe(answer);
    });

    it('are told apart to the code point', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const keys = ['KYC', 'kyc', 'kyc ', 'ｋｙｃ', 'é', 'e\u0301', 'ß', 'ss', '葛\udb40\udd00', '葛'];
      await addAll(store, bank, ...keys.map((key) => add(key, { externalId: key })));
      for (const key of keys) {
        const byKey = await store.findByIdentity(bank, { externalIds: [], questionKeys: [key] });
        const byId = await store.findByIdentity(bank, { externalIds: [key], questionKeys: [] });
        expect([...byKey, ...byId].map((question) => question.question)).toEqual([key, key]);
        expect((await list(bank, { externalId: key })).items).toHaveLength(1);
      }
    });

    it('are found by identity, each once', async () => {
      const { store } = context;
      const bank = await newBank(store);
      await addAll(store, bank, add('一', { externalId: 'A' }), add('二', { status: 'archived' }), add('三'));
      const found = await store.findByIdentity(bank, {
        externalIds: ['A', 'B'],
        questionKeys: ['一', '二', '四'],
      });
      expect(found.map((question) => question.question).sort()).toEqual(['一', '二']);
      expect(await store.findByIdentity(bank, { externalIds: [], questionKeys: [] })).toEqual([]);
    });

    it('are read in batches, each once, by id', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const ids = await addAll(store, bank, ...Array.from({ length: 23 }, (_, n) => add(`问${n}`)));
      const batches: string[][] = [];
      for await (const batch of store.readQuestions(bank, 10)) batches.push(batch.map(({ id }) => id));
      expect(batches.map((batch) => batch.length)).toEqual([10, 10, 3]);
      expect(batches.flat()).toEqual([...ids].sort());
      for await (const batch of store.readQuestions(await newBank(store), 10)) expect(batch).toBe('nothing');
    });

    it('are read in batches with what a search looks at', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const content = {
        ...{ phrasings: ['怎么还', '哪里还'], negativePhrasings: ['花呗怎么还'], category: '信用卡' },
        ...{ tags: ['还款', 'APP'], status: 'draft' as const, pinned: true, boost: -3 },
        ...{
          validFrom: new Date('2026-01-01T00:00:00.001Z'),
          validUntil: new Date('2037-12-31T15:59:59.999Z'),
        },
      };
      await addAll(store, bank, add('问甲', { ...content, externalId: 'A' }), add('问乙'), add('问丙'));
      const read: SearchedContent[] = [];
      for await (const batch of store.readSearchedContent(bank, 2)) {
        expect(batch.length).toBeLessThanOrEqual(2);
        read.push(...batch);
      }
      const names = Object.keys(read[0]!);
      expect(names.sort()).toEqual(['answer', 'id', 'question', ...Object.keys(content)].sort());
      const whole: object[] = [];
      for await (const batch of store.readQuestions(bank, 10))
        for (const question of batch)
          whole.push(Object.fromEntries(Object.entries(question).filter(([name]) => names.includes(name))));
      expect(read).toEqual(whole);
      expect(read.find(({ question }) => question === '问甲')).toMatchObject(content);
    });

    it('are counted by category', async () => {
      const { store } = context;
      const bank = await newBank(store);
      await addAll(
        store,
        bank,
        ...['基金', '信用卡', '信用卡', null, '基金', '基金'].map((category, n) =>
          add(`问${n}`, { category }),
        ),
        add('草稿', { category: '信用卡', status: 'draft' }),
      );
      expect(await store.countByCategory(bank)).toEqual([
        { category: '基金', count: 3 },
        { category: '信用卡', count: 2 },
        { category: null, count: 1 },
      ]);
    });

    it('tell the names of their extra fields, once each', async () => {
      const { store } = context;
      const bank = await newBank(store);
      expect(await store.listExtraNames(bank)).toEqual([]);
      const many = Array.from({ length: 1001 }, (_, index) => add(`问${index}`, { extra: { 负责人: '甲' } }));
      await addAll(
        store,
        bank,
        add('无'),
        ...many,
        add('末', { extra: { 负责人: '乙', constructor: '丙' } }),
      );
      expect(new Set(await store.listExtraNames(bank))).toEqual(new Set(['负责人', 'constructor']));
      expect(await store.listExtraNames(await newBank(store))).toEqual([]);
    });

    it('change their audit columns with every write', async () => {
      const { store } = context;
      const bank = await newBank(store);
      const [id] = await addAll(store, bank, add('一', { phrasings: ['壹'], tags: ['数'] }));
      const later = { by: '李四', at: new Date('2026-04-01T00:00:00.500Z'), reason: null, importId: null };
      await store.applyQuestionChanges(bank, [update(id!, '一一', { tags: ['新'] })], later);
      expect(await store.findQuestion(bank, id!)).toMatchObject({
        ...{ id, question: '一一', phrasings: [], tags: ['新'], version: 2, changeReason: null },
        ...{ createdBy: '张三', createdAt: audit.at, updatedBy: '李四', updatedAt: later.at },
      });
      const gone = await store.applyQuestionChanges(bank, [remove(id!)], later);
      expect(gone).toEqual({ bankVersion: 4, questions: [null] });
      expect(await store.findQuestion(bank, id!)).toBeNull();
    });

    describe('in a list', () => {
      let bank: string;
      beforeAll(async () => {
        bank = await newBank(context.store);
        await addAll(
          context.store,
          bank,
          add('信用卡年费', { category: '信用卡', tags: ['年费'], externalId: 'c' }),
          add('信用卡还款', { category: '信用卡', tags: ['还款', '年'], phrasings: ['刷完怎么还 KYC'] }),
          add('基金定投', {
            category: '基金',
            status: 'draft',
            externalId: 'a',
            negativePhrasings: ['年费'],
          }),
          add('100%本息', { category: '基金', externalId: 'B' }),
        );
      });

      it.each<[QuestionFilter, string[]]>([
        [{}, ['信用卡年费', '信用卡还款', '基金定投', '100%本息']],
        [{ category: '信用卡' }, ['信用卡年费', '信用卡还款']],
        [{ tag: '年' }, ['信用卡还款']],
        [{ status: 'draft' }, ['基金定投']],
        [{ externalId: 'c' }, ['信用卡年费']],
        [{ text: '年费' }, ['信用卡年费']],
        [{ text: 'kyc' }, ['信用卡还款']],
        [{ text: '0%' }, ['100%本息']],
        [{ text: '_' }, []],
        [{ category: '基金', status: 'published', text: '本' }, ['100%本息']],
        [{ category: '基金', tag: '年' }, []],
      ])('filter %j selects %j', async (filter, expected) => {
        const page = await list(bank, filter);
        expect(page.items.map((question) => question.question)).toEqual(expected);
        expect(page.total).toBe(expected.length);
      });

      it.each<[QuestionSortField, boolean, string[]]>([
        ['createdAt', true, ['100%本息', '基金定投', '信用卡还款', '信用卡年费']],
        ['question', false, ['100%本息', '信用卡年费', '信用卡还款', '基金定投']],
        ['category', true, ['100%本息', '基金定投', '信用卡还款', '信用卡年费']],
        ['externalId', false, ['信用卡还款', '100%本息', '基金定投', '信用卡年费']],
      ])('is sorted by %s, descending: %s', async (by, descending, expected) => {
        const { items } = await context.store.listQuestions(bank, {}, { by, descending }, all);
        expect(items.map((question) => question.question)).toEqual(expected);
      });

      it('is cut into pages that fit together', async () => {
        const sort = { by: 'category', descending: false } as const;
        const pages = await Promise.all(
          [0, 1, 2, 3, 4].map((offset) => context.store.listQuestions(bank, {}, sort, { limit: 1, offset })),
        );
        const whole = await context.store.listQuestions(bank, {}, sort, all);
        expect(pages.flatMap((page) => page.items)).toEqual(whole.items);
        expect(pages.map((page) => page.total)).toEqual([4, 4, 4, 4, 4]);
      });
    });
  });

  const all = { limit: 100, offset: 0 };
  const list = (bank: string, filter: QuestionFilter) =>
    context.store.listQuestions(bank, filter, { by: 'createdAt', descending: false }, all);
}
