/**
 * 1. Every ask has its own `queryId`, cached or not, first in its JSON; `value` equals that JSON.
 * 2. Feedback is joined to its ask, personal numbers masked; unknown asks are recorded with nulls.
 */
import { describe, expect } from 'vitest';
import { ANONYMOUS } from '../../../../src/service/access.ts';
import { matchOf } from '../fake-engine.ts';
import { ASK, it, REPAY } from './answering-fixtures.ts';

it.beforeEach(({ addBank }) => {
  addBank('finance', [REPAY]);
});

describe('ask', () => {
  it('gives every ask its id', async ({ answering }) => {
    const service = answering();
    const first = await service.ask({ ...ASK, question: '还款' }, ANONYMOUS);
    const second = await service.ask({ ...ASK, question: '还款' }, ANONYMOUS);
    expect([first.cache, second.cache]).toEqual(['miss', 'memory']);
    expect(first.value.queryId).toMatch(/^[0-9A-HJKMNP-TV-Z]{26}$/);
    expect(second.value.queryId).not.toBe(first.value.queryId);
    expect(second.value).toEqual({ ...first.value, queryId: second.value.queryId });
    expect(second.json).toBe(JSON.stringify(second.value));
    expect(first.value).toMatchObject({ outcome: 'answer', confidence: 0.9, suggestions: [] });
    expect(first.value.answer).toMatchObject({ id: '1', text: '答案 1' });
  });

  it('records feedback with what was asked', async ({ engine, recorded, answering }) => {
    engine.matchesOf = () => [matchOf(REPAY)];
    const service = answering();
    const { queryId } = (await service.ask({ ...ASK, question: '13812345678 怎么还款' }, ANONYMOUS)).value;
    await service.feedback({ queryId, questionId: '1', verdict: 'helpful' });
    await service.feedback({ queryId: 'unknown', questionId: null, verdict: 'unhelpful' });
    expect(recorded).toMatchObject([
      { queryId, bank: 'finance', query: '138****5678 怎么还款', questionId: '1', verdict: 'helpful' },
      { queryId: 'unknown', bank: null, query: null, questionId: null, verdict: 'unhelpful' },
    ]);
    await expect(
      service.feedback({ queryId: 'x'.repeat(65), questionId: null, verdict: 'helpful' }),
    ).rejects.toMatchObject({ code: 'invalid_value' });
  });
});
