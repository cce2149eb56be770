/**
 * What is met for the second time is told from what is met once, in a fixed number of slots.
 */
import { describe, expect, test } from 'vitest';
import { MetBefore } from '../../../src/engine/index/met-before.ts';

describe('met before', () => {
  test('is what was met, number 0 too', () => {
    const met = new MetBefore(10);
    expect([0, 9, 0, 9, 5].map((number) => met.again(number))).toEqual([false, false, true, true, false]);
  });

  test('is forgotten when another number takes its slot', () => {
    const met = new MetBefore(1_000_000);
    expect([7, 7 + 65_536, 7, 7].map((number) => met.again(number))).toEqual([false, false, false, true]);
  });
});
