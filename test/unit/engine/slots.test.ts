/**
 * What is met for the second time is told from what is met once, in a fixed number of slots.
 */
import { describe, expect, test } from 'vitest';
import { Slots } from '../../../src/engine/index/slots.ts';

describe('a slot', () => {
  test('is kept by what was met, number 0 too', () => {
    const slots = new Slots(10);
    expect([0, 9, 0, 9, 5].map((number) => slots.take(number))).toEqual([false, false, true, true, false]);
  });

  test('is lost when another number takes it', () => {
    const slots = new Slots(1_000_000);
    expect([7, 7 + 65_536, 7, 7].map((number) => slots.take(number))).toEqual([false, false, false, true]);
  });
});
