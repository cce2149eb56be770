import { expect, test } from 'vitest';
import fc from 'fast-check';
import { GrowingArray } from '../../src/engine/index/growing-array.ts';
import { runAtOnce } from '../../src/engine/steps.ts';

/** Enough for several times the size up to which an array has no memory of its own. */
const MOST_ADDED = 60_000;

type Action = { push: number; times: number } | { extendBy: number } | { setAt: number; to: number };

const kinds = { bytes: 0xff, shorts: 0xffff, integers: 0xffffffff, doubles: 0xffffffff } as const;

const value = fc.nat({ max: 0xffffffff });
const action: fc.Arbitrary<Action> = fc.oneof(
  fc.record({ push: value, times: fc.nat({ max: MOST_ADDED }) }),
  fc.record({ extendBy: fc.nat({ max: MOST_ADDED }) }),
  fc.record({ setAt: fc.nat(), to: value }),
);

test.each(Object.entries(kinds))('%s grow as a list does', (kind, largest) => {
  fc.assert(
    fc.property(fc.array(action, { maxLength: 8 }), (actions) => {
      const array = GrowingArray[kind as keyof typeof kinds]();
      const list: number[] = [];
      for (const next of actions) {
        if ('push' in next) {
          for (let i = 0; i < next.times; i++) {
            array.push((next.push + i) % (largest + 1));
            list.push((next.push + i) % (largest + 1));
          }
        } else if ('extendBy' in next) {
          array.extendTo(list.length + next.extendBy);
          for (let i = 0; i < next.extendBy; i++) list.push(0);
        } else if (list.length > 0) {
          array.set(next.setAt % list.length, next.to % (largest + 1));
          list[next.setAt % list.length] = next.to % (largest + 1);
        }
      }
      expect(array.length).toBe(list.length);
      const whole = Array.from(runAtOnce<ArrayLike<number>>(array.whole()));
      // Compared as text: a matcher takes seconds for so many numbers.
      expect(String(whole) === String(list)).toBe(true);
      expect(list.every((number, index) => array.at(index) === number)).toBe(true);
    }),
    { numRuns: 40 },
  );
});
