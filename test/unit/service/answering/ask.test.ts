/**
 * What `ask` makes of the matches of a bank that answers from 0.75 and suggests from 0.35:
 * 1. A top match confident enough and without guards is the answer.
 * 2. A guard makes it a suggestion and says why.
 * 3. Suggestions leave out weak matches, repeated answers and excluded questions, up to the limit.
 * 4. Nothing near enough is `none`, with the fallback unless that is empty.
 * 5. A question whose negative phrasing was asked is neither answer nor suggestion.
 */
import { expect, it } from 'vitest';
import type { Match } from '../../../../src/engine/index.ts';
import { decide } from '../../../../src/service/answering/ask.ts';
import { documentOf, matchOf } from '../fake-engine.ts';
import { SETTINGS } from '../sample-content.ts';

const at = new Date();
const bank = {
  ...SETTINGS,
  ...{ name: 'finance', version: 1, createdBy: 'ann', createdAt: at, updatedBy: 'ann', updatedAt: at },
};
const match = (id: string, confidence: number, parts: Partial<Match> = {}) =>
  matchOf(documentOf({ id }), { confidence, ...parts });
const guard = { kind: 'quantity', message: '金额不同：5% 与 3%' } as const;
const excluded = { kind: 'negative-phrasing', message: '管理员排除了这种问法' } as const;

it('answers from the threshold on', () => {
  const decision = decide(bank, [match('1', 0.75), match('2', 0.74)], 3);
  expect(decision).toMatchObject({
    outcome: 'answer',
    confidence: 0.75,
    answer: { id: '1' },
    suggestions: [],
  });
  expect(decision).not.toHaveProperty('fallback');
});

it('suggests below the threshold', () => {
  const decision = decide(bank, [match('1', 0.74), match('2', 0.2), match('3', 0.17)], 3);
  expect(decision).toMatchObject({ outcome: 'suggest', confidence: 0.74, answer: null, reason: '词语相同' });
  expect(decision.suggestions.map(({ id }) => id)).toEqual(['1', '2']);
});

it('suggests what a guard keeps from being the answer, and says why', () => {
  const decision = decide(bank, [match('1', 0.95, { guards: [guard] }), match('2', 0.8)], 3);
  expect(decision).toMatchObject({
    outcome: 'suggest',
    answer: null,
    reason: '词语相同；金额不同：5% 与 3%',
  });
  expect(decision.suggestions.map(({ id }) => id)).toEqual(['1', '2']);
});

it('suggests an answer once, up to the limit', () => {
  const same = matchOf(documentOf({ id: '2', answer: '答案 1' }), { confidence: 0.6 });
  const matches = [match('1', 0.7), same, match('3', 0.5), match('4', 0.4)];
  expect(decide(bank, matches, 2).suggestions.map(({ id }) => id)).toEqual(['1', '3']);
});

it('gives up when nothing is near enough', () => {
  const none = { outcome: 'none', answer: null, suggestions: [] };
  expect(decide(bank, [match('1', 0.34)], 3)).toMatchObject({
    ...none,
    confidence: 0.34,
    fallback: '请联系客服',
  });
  expect(decide(bank, [], 3)).toMatchObject({ ...none, confidence: 0 });
  expect(decide({ ...bank, fallback: '' }, [], 3)).not.toHaveProperty('fallback');
});

it('never leads a negative phrasing to its question', () => {
  const top = match('1', 0.9, { guards: [excluded] });
  expect(decide(bank, [top], 3)).toMatchObject({ outcome: 'none', suggestions: [] });
  const decision = decide(bank, [top, match('2', 0.8)], 3);
  expect(decision).toMatchObject({ outcome: 'suggest', confidence: 0.8 });
  expect(decision.suggestions.map(({ id }) => id)).toEqual(['2']);
});
