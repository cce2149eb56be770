import type { OppositePair } from '../analysis/opposites.ts';
import { findQuantities, type Quantity } from '../analysis/quantities.ts';
import type { Guard } from './guard.ts';
import { speaksOf, spokenOpposites } from './spoken-opposites.ts';

/** In Chinese. */
export const UNIT_NAMES: Readonly<Record<Quantity['unit'], string>> = {
  ratio: '比例',
  'year-date': '年份',
  'month-date': '月份',
  'day-date': '日期',
  month: '期限',
  day: '天数',
  hour: '时长',
  money: '金额',
  age: '年龄',
  times: '次数',
  number: '数字',
};

/**
 * Differences that make a wording another question, however alike the two look.
 * @param query, wording normalised, without fillers and spaces
 */
export function findGuards(query: string, wording: string, opposites: readonly OppositePair[]): Guard[] {
  return [
    ...quantityGuards(query, wording),
    ...negationGuards(query, wording),
    ...oppositeGuards(query, wording, opposites),
  ];
}

/** Larger numbers are money, said or not: 存20万. */
const LEAST_AMOUNT = 10_000;

/** A quantity of the query that the wording contradicts: same unit, no equal value. */
function quantityGuards(query: string, wording: string): Guard[] {
  const asked = findQuantities(query);
  if (asked.length === 0) return [];
  const answered = findQuantities(wording);
  const guards: Guard[] = [];
  for (const quantity of asked) {
    const unit = isAmount(quantity) ? 'money' : quantity.unit;
    const sameUnit = answered.filter(
      (other) => other.unit === quantity.unit || (unit === 'money' && isAmount(other)),
    );
    if (sameUnit.length === 0 || sameUnit.some(({ value }) => value === quantity.value)) continue;
    const name = UNIT_NAMES[sameUnit[0]!.unit === quantity.unit ? quantity.unit : unit];
    guards.push({ kind: 'quantity', message: `${name}不同：${quantity.text}与${sameUnit[0]!.text}` });
  }
  return guards;
}

function isAmount({ unit, value }: Quantity): boolean {
  return unit === 'money' || (unit === 'number' && value >= LEAST_AMOUNT);
}

// 能不能, 是不是, 有没有 and 能…不 at the end: questions, not negations. The other words hold 不, 没 and the like without
// denying.
const NOT_NEGATIONS =
  /(.)[不没](?=\1)|[不没]$|有没有|是否|能否|可否|不同|不一样|不过|不仅|不但|不良|不动产|不足|不错|不止|不够|差不多|非常|非法|未来|未成年|别的|别人|别家|别处|类别|区别|级别|性别|分别|识别|特别|无限|无线|非税|非银|无忧|没事/g;
const NEGATION = /不|没|未|无法|无需|别|勿|非|失败/g;

/** Whether one of the two denies what the other asserts: an odd number of negations against an even one. */
function negationGuards(query: string, wording: string): Guard[] {
  if (isNegated(query) === isNegated(wording)) return [];
  return [{ kind: 'polarity', message: isNegated(query) ? '问的是否定的情形' : '匹配的问题是否定的情形' }];
}

/** Whether a text holds an odd number of negations. */
export function isNegated(text: string): boolean {
  // Most texts deny nothing: that is seen at once.
  if (text.search(NEGATION) === -1) return false;
  return (text.replace(NOT_NEGATIONS, '').match(NEGATION)?.length ?? 0) % 2 === 1;
}

function oppositeGuards(query: string, wording: string, opposites: readonly OppositePair[]): Guard[] {
  return spokenOpposites(query, opposites)
    .filter(({ mine, theirs }) => speaksOf(wording, theirs, mine))
    .map(({ kind, mine, theirs }) => ({
      kind,
      message: `${kind === 'role' ? '对象不同' : '方向相反'}：${mine}与${theirs}`,
    }));
}
