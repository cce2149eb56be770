/** Vector instructions find exactly the blocks that a look at each one finds, whatever was asked before. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { BlockSums } from '../../src/engine/query/block-sums.ts';

const LEAST = -(2 ** 31) + 1;
const number = fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: LEAST, max: 2 ** 31 - 1 }));

test('finds the blocks that reach a sum', () => {
  const sums = new BlockSums();
  fc.assert(
    fc.property(
      fc.array(number, { maxLength: 90 }),
      fc.constantFrom(1, 1, 1, 700, 7000),
      number,
      fc.nat(5),
      (some, times, least, lanes) => {
        const all = Array.from({ length: times }, () => some).flat();
        sums.begin(all.length);
        expect(sums.values.subarray(0, all.length).every((value) => value === 0)).toBe(true);
        sums.values.set(all);
        const first = Math.min(lanes * 16, all.length - (all.length % 16));
        const count = sums.reaching(least, first, all.length);
        const expected = [...all.keys()].filter((block) => block >= first && all[block]! >= least);
        expect([...sums.blocks.subarray(0, count)]).toEqual(expected);
        const values = sums.values.subarray(0, all.length);
        expect(values.every((value, block) => value === all[block])).toBe(true);
      },
    ),
  );
});
