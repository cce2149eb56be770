import { expect, test } from 'vitest';
import { createPopularity } from '../../../../src/service/answering/popularity.ts';

const WEEK_MS = 7 * 24 * 3600 * 1000;

test('counts what is asked, by bank, and halves it every week', () => {
  const popularity = createPopularity();
  expect(popularity.of('finance', 'a', 0)).toBe(0);
  for (let i = 0; i < 8; i++) popularity.count('finance', 'a', 0);
  expect(popularity.of('finance', 'a', 0)).toBe(8);
  expect(popularity.of('finance', 'a', WEEK_MS)).toBe(4);
  popularity.count('finance', 'a', 2 * WEEK_MS);
  expect(popularity.of('finance', 'a', 2 * WEEK_MS)).toBe(3);
  expect(popularity.of('other', 'a', 0)).toBe(0);
});

test('forgets what was counted longest ago when there is too much', () => {
  const popularity = createPopularity();
  for (let i = 0; i <= 100_000; i++) popularity.count('finance', String(i), 0);
  expect(popularity.of('finance', '0', 0)).toBe(0);
  expect(popularity.of('finance', '1', 0)).toBe(1);
  expect(popularity.of('finance', '100000', 0)).toBe(1);
});
