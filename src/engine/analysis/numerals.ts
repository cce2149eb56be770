import { withoutNoise } from './measures.ts';

const DIGITS = '零一二三四五六七八九';
const DIGIT_VALUES = new Map([
  ...Array.from(DIGITS, (digit, value) => [digit, value] as const),
  ['〇', 0],
  ['两', 2],
  ['俩', 2],
  ['仨', 3],
]);
const SMALL_UNITS = new Map([
  ['十', 10],
  ['百', 100],
  ['千', 1000],
]);
const LARGE_UNITS = new Map([
  ['万', 10_000],
  ['亿', 100_000_000],
]);

/** Arabic numbers, and Han characters one by one. */
const TOKEN = /\d+(?:\.\d+)?|\D/g;
const POINT = /([\d零〇一二三四五六七八九十百]+)点([\d零〇一二三四五六七八九]+)/;

/**
 * Value of a numeral such as 三千五百, 1.5万 or 三点八五; null when it is none. 二〇二四 reads digit by digit; a last digit
 * counts the unit below the one before it, as people say it: 三千五 and 3千5 are 3500, 三千零五 is 3005.
 */
export function parseNumeral(text: string): number | null {
  const point = POINT.exec(text);
  if (point !== null) {
    const [whole, before, after] = point;
    const digits = Array.from(after!, (digit) => valueOf(digit)).join('');
    return parseNumeral(text.replace(whole, `${parseNumeral(before!)}.${digits}`));
  }
  const tokens = text.match(TOKEN) ?? [];
  if (tokens.length > 1 && tokens.every((token) => DIGIT_VALUES.has(token)))
    return Number(tokens.map((token) => DIGIT_VALUES.get(token)).join(''));
  return tokens.length === 0 ? null : sumUp(tokens);
}

function sumUp(tokens: readonly string[]): number | null {
  let total = 0;
  let section = 0;
  /** Of the next unit; null: nobody has said. */
  let count: number | null = null;
  /** What a number counts that nothing follows. */
  let below = 1;
  for (const token of tokens) {
    const value = valueOf(token);
    const small = SMALL_UNITS.get(token);
    const large = LARGE_UNITS.get(token);
    if (value !== undefined) {
      if (count !== null && count !== 0) return null;
      // As many digits as the unit leaves places are no shorthand: 2万5000.
      if (value === 0 || token.length === String(below).length) below = 1;
      else if (token.length > 1 && below > 1) return null;
      count = value;
    } else if (small !== undefined) {
      section += (count ?? 1) * small;
      count = null;
      below = small / 10;
    } else if (large !== undefined) {
      // Of 一万亿 the 万 counts 亿 too, of 一亿二千万 the 亿 stands for itself.
      const carried = total < large ? total : 0;
      const amount = carried + section + (count ?? 0);
      if (amount === 0) return null;
      total += amount * large - carried;
      section = 0;
      count = null;
      below = large / 10;
    } else return null;
  }
  return withoutNoise(total + section + (count ?? 0) * below);
}

function valueOf(token: string): number | undefined {
  return /^\d/.test(token) ? Number(token) : DIGIT_VALUES.get(token);
}
