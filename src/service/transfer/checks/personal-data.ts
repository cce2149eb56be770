import { maskPersonalNumbers } from '../../mask-personal-numbers.ts';
import { quote } from '../rules.ts';
import type { CellCheck } from './cell-check.ts';

/** Mobile numbers of the mainland, and ID and bank cards whose check digit is right. */
export const findPersonalData: CellCheck = (text, field) => {
  if (field === 'externalId') return null;
  const kinds = new Set<string>();
  const mended = maskPersonalNumbers(text, (digits) => {
    const kind = kindOf(digits.toUpperCase());
    if (kind !== null) kinds.add(kind);
    return kind !== null;
  });
  if (kinds.size === 0) return null;
  const first = Array.from(mended).findIndex((character) => character === '*');
  const around = Array.from(mended)
    .slice(Math.max(0, first - 6), first + 18)
    .join('');
  return { rule: 'personal_data', found: `含有${[...kinds].join('、')}：${quote(around)}`, mended };
};

function kindOf(digits: string): string | null {
  if (/^(?:86)?1[3-9]\d{9}$/.test(digits)) return '手机号';
  if (/^\d{17}[\dX]$/.test(digits) && isIdCard(digits)) return '身份证号';
  return /^\d{16,19}$/.test(digits) && isBankCard(digits) ? '银行卡号' : null;
}

const ID_CARD_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** GB 11643: region, date of birth, serial number, check character (ISO 7064, mod 11-2). */
function isIdCard(number: string): boolean {
  const [month, day] = [Number(number.slice(10, 12)), Number(number.slice(12, 14))];
  const isBorn = /^[1-9]\d{5}(?:18|19|20)/.test(number) && month >= 1 && month <= 12 && day >= 1 && day <= 31;
  const sum = ID_CARD_WEIGHTS.reduce((total, weight, index) => total + weight * Number(number[index]), 0);
  return isBorn && '10X98765432'[sum % 11] === number[17];
}

/** ISO/IEC 7812: the first digit of cards for banking, and the check digit (Luhn). */
function isBankCard(number: string): boolean {
  const sum = Array.from(number)
    .reverse()
    .reduce((total, digit, index) => {
      const value = Number(digit) * (index % 2 === 0 ? 1 : 2);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
  return /^[3-69]/.test(number) && sum % 10 === 0;
}
