import { inMeasure, MEASURE, measuresMoney, withoutNoise, type Measured, type Unit } from './measures.ts';
import { parseNumeral } from './numerals.ts';

/** An amount in a text, made comparable: 百分之五 and 5% are both 0.05 of `ratio`, 半年 and 6个月 both 6 of `month`. */
export interface Quantity extends Measured {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const DIGITS = '零〇一二三四五六七八九两俩仨';
const UNITS = '十百千万亿';
/** A digit in Han begins another number behind an Arabic one: 2万5，三个月 without its comma. */
const NUMBER = String.raw`[\d${UNITS}${DIGITS}](?:[\d${UNITS}]|(?<!\d)[${DIGITS}])*(?:\.\d+[${UNITS}]*)*`;
/** 三点八五, which might be a time of day unless such a unit follows. */
const SPOKEN_POINT = String.raw`[\d零〇一二三四五六七八九十百]+点[\d零〇一二三四五六七八九]+`;
const AFTER_POINT = '[万亿]+|(?=[%成折倍元块]|个?百分点)';
const MORE = '多(?![少久长大高重远快])';
const ABOUT = `(?:${MORE}|余(?!额)|来(?=[百千万亿年天个岁块元])|几(?=[百千万亿岁块元]))[百千万亿]*`;
const PATTERN = new RegExp(
  [
    `(?<whole>${NUMBER})分之(?<part>${SPOKEN_POINT}|${NUMBER})`,
    `(?:(?<ones>[\\d一二两三四五六七八九])个)?(?<![上下前后大小])半(?<halved>个?(?:月|季度|星期|小时|钟头)|年)(?![报载])`,
    // 十几万, 二十来天, 3万多: nothing is known but that it is near.
    `[几数]${NUMBER}(?:${MEASURE})?|${NUMBER}(?:${ABOUT}(?:${MEASURE})?|(?:${MEASURE})${MORE})`,
    `(?<yuan>${NUMBER})[块元](?<tenths>[\\d一二三四五六七八九])[毛角]?(?![\\d.十百千万亿%个月年天次号岁折成倍])`,
    `(?<number>${SPOKEN_POINT}(?:${AFTER_POINT})|${NUMBER})(?:(?<measure>${MEASURE})(?<half>(?<=年)半(?![年个月路载]))?)?`,
  ].join('|'),
  'g',
);
type Groups = Readonly<Record<string, string | undefined>>;

const NUMERAL = new RegExp(`[\\d半${UNITS}${DIGITS}]`);
/** The last of two numbers that stand side by side, or a digit of one that is said short. */
const LAST_NUMBER =
  /^(.*(?:[万亿](?=.+$)|[百千](?=.$|\d+$)))(\d+|[一二三四五六七八九两]?十?[一二三四五六七八九两]?)$/;
/** Two or three digits in a row are near (七八年) or a list (一二三类); what begins with 百 or 万 is a word. */
const NO_COUNT = /^(?:[百千万亿].*|[零〇一二三四五六七八九两]{2,3})$/;

/** Numerals of one character are words more often than amounts (一下, 万一), unless a unit stands behind. O(n) as a rule. */
export function findQuantities(text: string): Quantity[] {
  if (!NUMERAL.test(text)) return [];
  return Array.from(text.matchAll(PATTERN)).flatMap(({ 0: whole, index, groups }) => {
    const read: Groups = groups!;
    const end = index + whole.length;
    const split = splitLast(read);
    if (split === null) return quantityAt(text, index, end, measure(read));
    const middle = index + split.first.length;
    return [
      ...quantityAt(text, index, middle, measure({ number: split.first })),
      ...quantityAt(text, middle, end, measure({ ...read, number: split.last })),
    ];
  });
}

function quantityAt(text: string, start: number, end: number, measured: Measured | null): Quantity[] {
  if (measured === null) return [];
  // In p2p and 3a the digit is part of a name.
  if (/\d$/.test(text.slice(start, end)) && /[a-z]/.test(text.charAt(end))) return [];
  // 3月15日 is a day of a month, 15日内 a length of time.
  const isDate = text[end - 1] === '日' && text[start - 1] === '月';
  const unit: Unit = isDate ? 'day-date' : measured.unit;
  return [{ value: measured.value, unit, text: text.slice(start, end), start, end }];
}

/** 一万三年, 3万30: before a measure other than money the last digit belongs to that; digits may be no shorthand. */
function splitLast({ number = '', measure = '元' }: Groups): { first: string; last: string } | null {
  const [, first, last] = LAST_NUMBER.exec(number) ?? [];
  if (first === undefined || last === undefined) return null;
  return measuresMoney(measure) && parseNumeral(number) !== null ? null : { first, last };
}

function measure({
  whole,
  part,
  ones,
  halved,
  yuan,
  tenths,
  number,
  measure: name,
  half,
}: Groups): Measured | null {
  if (part !== undefined) return share(part, whole!);
  if (halved !== undefined)
    return inMeasure((parseNumeral(ones ?? '') ?? 0) + 0.5, halved === '月' ? '个月' : halved);
  const value = parseNumeral(number ?? yuan ?? '');
  if (value === null) return null;
  if (tenths !== undefined) return { value: value + parseNumeral(tenths)! / 10, unit: 'money' };
  if (!isCount(number!, name)) return null;
  if (name === undefined) return { value, unit: 'number' };
  // Nobody says so of February.
  const isLength = name === '月' && /[两俩仨]$/.test(number!);
  return inMeasure(half === undefined ? value : value + 0.5, isLength ? '个月' : name);
}

/** 百分之五, 三分之一. */
function share(part: string, whole: string): Measured | null {
  // Alone, 万 is ten thousand here.
  const [counted, of] = [part, whole].map((each) => parseNumeral(each) ?? parseNumeral(`一${each}`));
  return counted === null || !of ? null : { value: withoutNoise(counted! / of), unit: 'ratio' };
}

/** Whether that is so many, not a word or about so many. */
function isCount(number: string, measure: string | undefined): boolean {
  if (measure === undefined) return /^\d/.test(number) || (number.length > 1 && !NO_COUNT.test(number));
  // Together, and a pension plan of America.
  if ((number === '一' && measure === '块') || (number === '401' && measure === 'k')) return false;
  // 八五折, 百万元.
  return !NO_COUNT.test(number) || measure === '折' || (number.length > 1 && measure === '元');
}
