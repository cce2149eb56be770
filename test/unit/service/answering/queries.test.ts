/**
 * Queries are cleaned, and measured in characters after trimming; empty, too long and unsearchable ones are refused
 * with the field's name.
 */
import { describe, expect } from 'vitest';
import { ANONYMOUS } from '../../../../src/service/access.ts';
import { ASK, it, REPAY, SEARCH } from './answering-fixtures.ts';

it.beforeEach(({ addBank }) => {
  addBank('finance', [REPAY]);
});

describe('queries', () => {
  it.for<[query: string, cleaned: string]>([
    ['  还款\u0000\u0007 ', '还款'],
    ['信用卡\n还款', '信用卡 还款'],
    ['还\ud800款', '还款'],
    ['𠮷'.repeat(200), '𠮷'.repeat(200)],
  ])('cleans %j', async ([query, cleaned], { answering }) => {
    expect((await answering().search({ ...SEARCH, query }, ANONYMOUS)).value.query).toBe(cleaned);
  });

  it.for<[text: string, code: string, measured: { limit: number; actual: number }]>([
    ['', 'question_empty', { limit: 200, actual: 0 }],
    [' \u0000 ', 'question_empty', { limit: 200, actual: 0 }],
    ['🙂🙂', 'question_empty', { limit: 200, actual: 2 }],
    ['？！……', 'question_empty', { limit: 200, actual: 4 }],
    ['\ud800', 'question_empty', { limit: 200, actual: 0 }],
    [` ${'𠮷'.repeat(201)} `, 'question_too_long', { limit: 200, actual: 201 }],
    ['问'.repeat(10_000), 'question_too_long', { limit: 200, actual: 10_000 }],
  ])('refuses %j', async ([text, code, measured], { answering }) => {
    const service = answering();
    const refusal = (path: string) => ({ code, details: [{ path, ...measured }] });
    await expect(service.search({ ...SEARCH, query: text }, ANONYMOUS)).rejects.toMatchObject(refusal('q'));
    await expect(service.suggest({ query: text, bank: null, limit: 8 }, ANONYMOUS)).rejects.toMatchObject(
      refusal('q'),
    );
    await expect(service.ask({ ...ASK, question: text }, ANONYMOUS)).rejects.toMatchObject(
      refusal('question'),
    );
  });
});
