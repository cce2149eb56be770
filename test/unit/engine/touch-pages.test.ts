import { expect, test } from 'vitest';
import { touchPages } from '../../../src/engine/index/touch-pages.ts';

test('every page of an array is written to, a few in a step', () => {
  const array = new Uint32Array(300_000).fill(7);
  const steps = touchPages(array);
  steps.next();
  expect([array[0], array[65_535], array[65_536]]).toEqual([0, 0, 7]);
  expect([...steps].length).toBeGreaterThan(2);
  expect(array.every((value) => value === 0)).toBe(true);
});
