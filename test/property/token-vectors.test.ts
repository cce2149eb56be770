/** Vector instructions give the sum that numbers rounded to 32 bits one by one give, in rows of any width. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TokenVectors } from '../../src/engine/ranking/token-vectors.ts';

const { fround } = Math;

/** As long as 127, in the order of additions that the vector instructions have. */
function naiveSum(rows: readonly Int8Array[], scales: Float32Array, tokens: readonly number[]): number[] {
  const sums = Array.from(rows[0]!, () => 0);
  for (const token of tokens) {
    rows[token]!.forEach((value, i) => (sums[i] = fround(sums[i]! + fround(scales[token]! * value))));
  }
  const squares = [0, 0, 0, 0];
  sums.forEach((sum, i) => (squares[i % 4] = fround(squares[i % 4]! + fround(sum * sum))));
  const [a, b, c, d] = squares as [number, number, number, number];
  const length = fround(Math.sqrt(fround(fround(a + b) + fround(c + d))));
  return length === 0 ? sums : sums.map((sum) => roundToEven(fround(sum * fround(127 / length))));
}

function roundToEven(value: number): number {
  const below = Math.floor(value);
  if (value - below !== 0.5) return Math.round(value) + 0;
  return below % 2 === 0 ? below : below + 1;
}

const width = fc.constantFrom(16, 20, 24, 28, 32, 36, 100);
const table = width.chain((dimensions) =>
  fc.array(
    fc.tuple(
      fc.int8Array({ minLength: dimensions, maxLength: dimensions, min: -127 }),
      fc.float({ min: fround(0.001), max: 1, noNaN: true }),
    ),
    { minLength: 1, maxLength: 6 },
  ),
);

test('sums vectors of tokens', () => {
  fc.assert(
    fc.property(
      table,
      fc.array(fc.nat(5), { maxLength: 60 }),
      fc.constantFrom(1, 40),
      (rows, some, times) => {
        const values = rows.map(([row]) => row);
        const scales = Float32Array.from(rows, ([, scale]) => scale);
        const flat = Int8Array.from(values.flatMap((row) => [...row]));
        const vectors = new TokenVectors(flat, scales, values[0]!.length);
        const tokens = Array.from({ length: times }, () => some.map((token) => token % rows.length)).flat();
        vectors.makeRoom(tokens.length);
        vectors.tokens.set(tokens);
        expect([...vectors.sum(tokens.length)]).toEqual(
          naiveSum(values, scales, tokens).map((value) => value + 0),
        );
      },
    ),
  );
});

test('makes room for texts of any length and keeps its vectors', () => {
  const row = Int8Array.from({ length: 16 }, (_, i) => i - 8);
  const vectors = new TokenVectors(row, Float32Array.of(0.5), 16);
  const expected = naiveSum([row], Float32Array.of(0.5), [0]);
  for (const count of [1, 1_000, 100_000, 3]) {
    vectors.makeRoom(count);
    vectors.tokens.fill(0, 0, count);
    const sum = [...vectors.sum(count)];
    expect(sum.every((value, i) => Math.abs(value - expected[i]!) <= 1)).toBe(true);
  }
  expect([...vectors.sum(0)]).toEqual(Array.from(row, () => 0));
});
