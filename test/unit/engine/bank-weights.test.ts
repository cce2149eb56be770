/**
 * Weights of words in a bank: 1 for what it lacks, less for what it holds, and the same however much else is asked
 * for between.
 */
import { expect, test } from 'vitest';
import { BankWeights } from '../../../src/engine/ranking/bank-weights.ts';
import { indexOf } from '../../helpers/engine.ts';

const weights = new BankWeights(indexOf(['信用卡如何还款', '信用卡年费多少', '房贷如何还款']));
const pairOf = (text: string): number => (text.charCodeAt(0) << 16) | text.charCodeAt(1);

test('are 1 for what the bank lacks and less for what it holds', () => {
  expect(weights.word('保险')).toBe(1);
  expect(weights.bigram(pairOf('保险'))).toBe(1);
  expect(weights.word('房贷')).toBeLessThan(1);
  expect(weights.word('信用卡')).toBeLessThan(weights.word('房贷'));
  expect(weights.bigram(pairOf('用卡'))).toBeLessThan(weights.bigram(pairOf('房贷')));
});

test('stay when more is asked for than is remembered', () => {
  const before = [weights.word('房贷'), weights.bigram(pairOf('房贷'))];
  for (let i = 0; i < 51_000; i++) {
    weights.word(`第${i}个`);
    weights.bigram((0x4e00 << 16) | i);
  }
  expect([weights.word('房贷'), weights.bigram(pairOf('房贷'))]).toEqual(before);
});
