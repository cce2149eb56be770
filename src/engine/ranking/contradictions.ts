import type { OppositePair } from '../analysis/opposites.ts';
import { findQuantities, type Quantity } from '../analysis/quantities.ts';
import { findGuards, UNIT_NAMES } from './guards.ts';

/** What an answer asserts, as far as two answers can be held against each other. */
export interface Assertions {
  /** The identity form, cut where it is long. */
  readonly text: string;
  readonly quantities: readonly Quantity[];
  /** `2026-1-31`, and `1-31` where no year is given. */
  readonly dates: readonly string[];
  readonly verdict: Verdict | null;
}

/** 可以 or 不可以, 需要 or 不需要, in the first clause. */
interface Verdict {
  readonly subject: string;
  readonly affirms: boolean;
  readonly word: string;
}

const FULL_DATE = /(\d{4})\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})[日号]?/g;
const DAY = /(\d{1,2})月(\d{1,2})[日号]/g;
/** `1.` and `（2）` before the steps of a list. */
const LIST_NUMBER = /(^|[\n;；。])\s*[（(]?\d{1,2}[.、)）:：]\s*(?!\d)/g;
const LONGEST = 2000;

/** Words of one subject, those that deny first: 不可以 holds 可以. */
const VERDICTS = [
  {
    subject: '能否',
    denies: /不可以|不能|不支持|不允许|无法|不得|禁止|不可/,
    affirms: /可以|能够|能|支持|允许/,
  },
  { subject: '是否需要', denies: /不需要|无需|无须|不用|不必|不要求/, affirms: /需要|必须|应当|要求/ },
  { subject: '会不会', denies: /不会/, affirms: /会/ },
  { subject: '有没有', denies: /没有|尚无/, affirms: /有/ },
  { subject: '是不是', denies: /不是|并非/, affirms: /是/ },
] as const;
const GREETING = /^(?:您好|你好|亲|尊敬的客户)[，,！!。\s~]*/;

/** @param identityOf `normalizeForIdentity`. Pure, O(n). */
export function readAssertions(answer: string, identityOf: (text: string) => string): Assertions {
  const raw = answer.slice(0, LONGEST).normalize('NFKC');
  const dates: string[] = [];
  const withoutDates = raw
    .replace(FULL_DATE, (_, year: string, month: string, day: string) => {
      dates.push(`${year}-${Number(month)}-${Number(day)}`);
      return ' ';
    })
    .replace(DAY, (_, month: string, day: string) => {
      dates.push(`${Number(month)}-${Number(day)}`);
      return ' ';
    });
  const text = identityOf(withoutDates.replace(LIST_NUMBER, '$1'));
  return { text, quantities: findQuantities(text), dates, verdict: readVerdict(raw) };
}

/**
 * Where two answers to one question cannot both be right, in Chinese: `金额不同：100元与200元`; null: nowhere.
 * Amounts count only when they share no value of a unit; opposite words only when the texts are alike otherwise.
 */
export function findContradiction(
  one: Assertions,
  other: Assertions,
  opposites: readonly OppositePair[],
): string | null {
  return (
    quantityContradiction(one.quantities, other.quantities) ??
    dateContradiction(one.dates, other.dates) ??
    verdictContradiction(one.verdict, other.verdict) ??
    oppositeContradiction(one.text, other.text, opposites)
  );
}

function quantityContradiction(ones: readonly Quantity[], others: readonly Quantity[]): string | null {
  for (const { unit, text } of ones) {
    const theirs = others.find((quantity) => quantity.unit === unit);
    const isShared = ones.some(
      (mine) => mine.unit === unit && others.some((each) => each.unit === unit && each.value === mine.value),
    );
    if (theirs !== undefined && !isShared) return `${UNIT_NAMES[unit]}不同：${text}与${theirs.text}`;
  }
  return null;
}

function dateContradiction(ones: readonly string[], others: readonly string[]): string | null {
  for (const isFull of [true, false]) {
    const mine = ones.filter((date) => isFullDate(date) === isFull);
    const theirs = others.filter((date) => isFullDate(date) === isFull);
    if (mine.length === 0 || theirs.length === 0 || mine.some((date) => theirs.includes(date))) continue;
    return `日期不同：${mine[0]!}与${theirs[0]!}`;
  }
  return null;
}

function isFullDate(date: string): boolean {
  return date.split('-').length === 3;
}

function verdictContradiction(mine: Verdict | null, theirs: Verdict | null): string | null {
  if (mine === null || theirs?.subject !== mine.subject || theirs.affirms === mine.affirms) return null;
  return `结论相反：${mine.word}与${theirs.word}`;
}

function oppositeContradiction(
  one: string,
  other: string,
  opposites: readonly OppositePair[],
): string | null {
  if (!isAlike(one, other)) return null;
  const guard = findGuards(one, other, opposites).find(({ kind }) => kind === 'polarity' || kind === 'role');
  if (guard === undefined) return null;
  return guard.message.includes('：') ? guard.message : '一处是肯定，一处是否定';
}

function readVerdict(answer: string): Verdict | null {
  const clause = answer
    .replace(GREETING, '')
    .split(/[，。,.;；！!？?\n]/, 1)[0]!
    .replace(/是否|能否|可否|能不能|是不是|有没有|会不会/g, '');
  for (const { subject, denies, affirms } of VERDICTS) {
    const word = denies.exec(clause)?.[0];
    if (word !== undefined) return { subject, affirms: false, word };
    const affirmed = affirms.exec(clause)?.[0];
    if (affirmed !== undefined) return { subject, affirms: true, word: affirmed };
  }
  return null;
}

/** Whether two texts share most of their pairs of neighbouring characters. */
function isAlike(one: string, other: string): boolean {
  const pairs = new Set<string>();
  for (let i = 0; i < one.length - 1; i++) pairs.add(one.slice(i, i + 2));
  let shared = 0;
  for (let i = 0; i < other.length - 1; i++) if (pairs.has(other.slice(i, i + 2))) shared++;
  return shared >= 0.6 * Math.max(one.length, other.length);
}
