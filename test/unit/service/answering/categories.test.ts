/**
 * 1. Categories count what can be found now, largest first.
 * 2. The questions of a category are those that can be found now, pinned ones first, by pages.
 */
import { expect } from 'vitest';
import { ANONYMOUS } from '../../../../src/service/access.ts';
import { documentOf } from '../fake-engine.ts';
import { it, OPEN, REPAY } from './answering-fixtures.ts';

it('counts categories that can be found now', async ({ now, addBank, answering }) => {
  addBank('finance', [
    ...[REPAY, OPEN, documentOf({ id: '3', category: '账户' }), documentOf({ id: '4' })],
    documentOf({ id: '5', category: '基金', validUntilMs: now }),
  ]);
  expect((await answering().categories(null, ANONYMOUS)).value.categories).toEqual([
    { category: '账户', count: 2 },
    { category: '信用卡', count: 1 },
  ]);
});

it('lists the questions of a category that can be found now, pinned ones first', async ({
  now,
  addBank,
  answering,
}) => {
  addBank('finance', [
    ...[REPAY, documentOf({ id: '3', category: '账户' })],
    documentOf({ id: '4', category: '账户', pinned: true }),
    documentOf({ id: '5', category: '账户', validUntilMs: now }),
  ]);
  const input = { bank: null, category: '账户', limit: 10, offset: 0 };
  const { value } = await answering().categoryQuestions(input, ANONYMOUS);
  expect(value).toMatchObject({ items: [{ id: '4' }, { id: '3' }], total: 2, limit: 10, offset: 0 });
  const pasted = await answering().categoryQuestions({ ...input, category: '账\u200b户' }, ANONYMOUS);
  expect(pasted.value).toEqual(value);
  const rest = await answering().categoryQuestions({ ...input, limit: 1, offset: 1 }, ANONYMOUS);
  expect(rest.value).toMatchObject({ items: [{ id: '3' }], total: 2 });
});
