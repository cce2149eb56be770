/** An amount in a text, made comparable: 百分之五 and 5% are both 0.05 of `ratio`, 半年 and 6个月 both 6 of `month`. */
export interface Quantity {
  readonly value: number;
  readonly unit: 'ratio' | 'year-date' | 'month' | 'day' | 'hour' | 'money' | 'age' | 'times' | 'number';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const DIGITS = '零一二三四五六七八九';
const DIGIT_VALUES = new Map<string, number>([
  ...Array.from(DIGITS, (digit, value) => [digit, value] as const),
  ['〇', 0],
  ['两', 2],
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

/**
 * Value of a Chinese numeral such as 三千五百 or 一万; null when it is none. 二〇二四 reads digit by digit; a last digit counts
 * the unit below the one before it, as people say it: 三千五 is 3500, 三千零五 3005.
 */
export function parseChineseNumeral(text: string): number | null {
  if (text === '') return null;
  const characters = Array.from(text);
  if (characters.length > 1 && characters.every((character) => DIGIT_VALUES.has(character))) {
    return Number(characters.map((character) => DIGIT_VALUES.get(character)).join(''));
  }
  let total = 0;
  let section = 0;
  let digit = -1;
  /** What a digit counts that nothing follows. */
  let below = 1;
  for (const character of characters) {
    const value = DIGIT_VALUES.get(character);
    const small = SMALL_UNITS.get(character);
    const large = LARGE_UNITS.get(character);
    if (value !== undefined) {
      digit = value;
      if (value === 0) below = 1;
    } else if (small !== undefined) {
      section += (digit === -1 ? 1 : digit) * small;
      digit = -1;
      below = small / 10;
    } else if (large !== undefined) {
      // Of 一万亿 the 万 counts 亿 too, of 一亿二千万 the 亿 stands for itself.
      const carried = total < large ? total : 0;
      const amount = carried + section + Math.max(digit, 0);
      if (amount === 0) return null;
      total += amount * large - carried;
      section = 0;
      digit = -1;
      below = large / 10;
    } else return null;
  }
  return total + section + Math.max(digit, 0) * below;
}

const NUMBER = String.raw`\d+(?:\.\d+)?[十百千]?[万亿]*|[零〇一二三四五六七八九两十百千万亿]+`;
const UNIT = String.raw`个?百分点|%|周岁|岁|个半月|个月|个星期|星期|周|个小时|小时|年|月|天|日|号|万?亿?元|万?亿?块钱?|次|倍|成|折`;
const PATTERN = new RegExp(`百分之(${NUMBER})|(半)(年|个月|天)|(${NUMBER})(${UNIT})?`, 'g');

const NUMERAL = /[\d零〇一二三四五六七八九两半十百千万亿]/;

/** Numerals of one character are words more often than amounts (一下, 万一), unless a unit stands behind. */
export function findQuantities(text: string): Quantity[] {
  const found: Quantity[] = [];
  if (!NUMERAL.test(text)) return found;
  for (const match of text.matchAll(PATTERN)) {
    const [whole, percent, half, halfUnit, plain, unit] = match;
    const quantity =
      percent !== undefined
        ? { value: scale(readNumber(percent), 0.01), unit: 'ratio' as const }
        : half !== undefined
          ? measure(0.5, halfUnit!)
          : plainQuantity(plain!, unit);
    if (quantity && quantity.value !== null) {
      found.push({
        value: quantity.value,
        unit: quantity.unit,
        text: whole,
        start: match.index,
        end: match.index + whole.length,
      });
    }
  }
  return found;
}

function plainQuantity(
  number: string,
  unit: string | undefined,
): { value: number | null; unit: Quantity['unit'] } | null {
  const value = readNumber(number);
  if (value === null) return null;
  if (unit === undefined) return /^\d/.test(number) || number.length > 1 ? { value, unit: 'number' } : null;
  return measure(value, unit);
}

function measure(value: number, unit: string): { value: number | null; unit: Quantity['unit'] } {
  switch (unit) {
    case '%':
    case '百分点':
    case '个百分点':
      return { value: scale(value, 0.01), unit: 'ratio' };
    case '成':
    case '折':
      return { value: scale(value, 0.1), unit: 'ratio' };
    case '岁':
    case '周岁':
      return { value, unit: 'age' };
    case '年':
      return value >= 1900 && value <= 2200
        ? { value, unit: 'year-date' }
        : { value: value * 12, unit: 'month' };
    case '个月':
      return { value, unit: 'month' };
    case '个半月':
      return { value: value + 0.5, unit: 'month' };
    case '星期':
    case '个星期':
    case '周':
      return { value: value * 7, unit: 'day' };
    case '天':
      return { value, unit: 'day' };
    case '小时':
    case '个小时':
      return { value, unit: 'hour' };
    case '次':
    case '倍':
      return { value, unit: 'times' };
    default:
      if (/[元块]/.test(unit)) {
        return {
          value: value * (unit.includes('万') ? 10_000 : 1) * (unit.includes('亿') ? 100_000_000 : 1),
          unit: 'money',
        };
      }
      return { value, unit: 'number' };
  }
}

function readNumber(text: string): number | null {
  const arabic = /^(\d+(?:\.\d+)?)([十百千]?)([万亿]*)$/.exec(text);
  if (!arabic) return parseChineseNumeral(text);
  let value = Number(arabic[1]);
  for (const unit of `${arabic[2]!}${arabic[3]!}`)
    value *= SMALL_UNITS.get(unit) ?? LARGE_UNITS.get(unit) ?? 1;
  return value;
}

/** Keeps 0.07 × 0.01 from differing from 0.0007 in the last bit. */
function scale(value: number | null, factor: number): number | null {
  return value === null ? null : Number((value * factor).toPrecision(12));
}
