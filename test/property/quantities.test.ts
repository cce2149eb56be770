/**
 * 1. However an amount, a rate or a length of time is spelt, its quantity is the same.
 * 2. A number and what is measured beside it are told apart, in every spelling of both.
 * 3. Any text is read: quantities lie in it in order and do not overlap.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseNumeral } from '../../src/engine/analysis/numerals.ts';
import { findQuantities } from '../../src/engine/analysis/quantities.ts';

const DIGITS = Array.from('零一二三四五六七八九');

/** In full, as banks write: 三万零五十. Below a hundred million. */
function inHan(value: number): string {
  if (value >= 10_000) {
    const rest = value % 10_000;
    const gap = rest > 0 && rest < 1000 ? '零' : '';
    return `${inHan(Math.floor(value / 10_000))}万${gap}${rest === 0 ? '' : inHan(rest)}`;
  }
  let text = '';
  let isGap = false;
  for (const [unit, name] of [
    [1000, '千'],
    [100, '百'],
    [10, '十'],
    [1, ''],
  ] as const) {
    const digit = Math.floor(value / unit) % 10;
    if (digit === 0) isGap = text !== '';
    else {
      text += `${isGap ? '零' : ''}${DIGITS[digit]!}${name}`;
      isGap = false;
    }
  }
  return text.replace(/^一十/, '十');
}

const amount = fc.integer({ min: 1, max: 99_999_999 });
/** 25,000 and the like, which have spoken forms. */
const roundAmount = fc
  .tuple(fc.integer({ min: 1, max: 99 }), fc.integer({ min: 1, max: 9 }))
  .map(([tens, ones]) => ({ value: tens * 10_000 + ones * 1000, tens, ones }));
const measures = fc.constantFrom('年', '个月', '天', '岁', '次', '成', '%');
const only = (text: string) => {
  const [first, ...others] = findQuantities(text);
  expect(others, text).toEqual([]);
  return first === undefined ? null : { value: first.value, unit: first.unit };
};

test('an amount is the same in Han and in digits', () => {
  fc.assert(
    fc.property(amount, (value) => {
      expect(parseNumeral(inHan(value)), inHan(value)).toBe(value);
      for (const text of [`存${inHan(value)}元`, `存${value}元`, `存${value}块钱`])
        expect(only(text), text).toEqual({ value, unit: 'money' });
    }),
  );
});

test('an amount that is said short is what it stands for', () => {
  fc.assert(
    fc.property(roundAmount, ({ value, tens, ones }) => {
      const han = DIGITS[ones]!;
      const spoken = [
        ...[`${tens}万${ones}`, `${tens}万${ones}千`, `${tens}.${ones}万`, `${tens}.${ones}w`],
        ...[
          `${inHan(tens)}万${han}`,
          `${inHan(tens)}万${han}千`,
          `${inHan(tens)}点${han}万`,
          `${tens}万${ones}000`,
        ],
      ];
      for (const text of spoken) expect(only(`存${text}`), text).toEqual({ value, unit: 'number' });
    }),
  );
});

test('a rate is the same in per cent, in Han and of ten thousand', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 99 }), (percent) => {
      const value = percent / 100;
      const spoken = [
        `${percent}%`,
        `百分之${percent}`,
        `百分之${inHan(percent)}`,
        `千分之${inHan(percent * 10)}`,
      ];
      for (const text of [
        ...spoken,
        `万分之${percent * 100}`,
        `${percent * 100}bp`,
        `${percent * 100}个基点`,
      ])
        expect(only(`利率${text}`), text).toEqual({ value, unit: 'ratio' });
    }),
  );
});

test('a number and a measure beside it are two', () => {
  const beside = fc.tuple(roundAmount, fc.integer({ min: 1, max: 9 }), measures, fc.boolean(), fc.boolean());
  fc.assert(
    fc.property(beside, ([{ value, tens, ones }, count, measure, isHan, isCountHan]) => {
      const text = isHan ? `${inHan(tens)}万${DIGITS[ones]!}千` : `${tens}万${ones}千`;
      const counted = `${isCountHan ? DIGITS[count]! : count}${measure}`;
      const [first, second, ...others] = findQuantities(`存${text}${counted}`);
      expect([first?.value, first?.text, second?.text, others.length]).toEqual([value, text, counted, 0]);
    }),
  );
});

test('any text is read in order', () => {
  const unit = fc.constantFrom(
    ...Array.from('0123456789零一二两三五十百千万亿分之点半个月年天元块成折第几多%.kwbp的到'),
  );
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 30 }), (text) => {
      let end = 0;
      for (const quantity of findQuantities(text)) {
        expect(quantity.start).toBeGreaterThanOrEqual(end);
        expect(quantity.text).toBe(text.slice(quantity.start, quantity.end));
        expect(quantity.value).toBeGreaterThanOrEqual(0);
        end = quantity.end;
      }
    }),
    { numRuns: 2000 },
  );
});
