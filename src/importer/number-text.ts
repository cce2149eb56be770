import { SSF } from '@e965/xlsx';

const formats = SSF as { format(code: string, value: number, options: { date1904: boolean }): string };

/** Digits that a spreadsheet keeps of a number; it puts zeros in place of the others. */
const DIGITS_KEPT = 15;
const DIGITS_LOST = new RegExp(`^-?\\d{${DIGITS_KEPT}}0+$`);
const LONG_INTEGER = /^-?\d{16,30}$/;
const PARTS_OF_NO_DATE = /"[^"]*"|\\.|\[[^\]]*\]/g;

/**
 * What a cell with a number shows. Whole numbers are never powers of ten; dates whose day or month comes before
 * the year, which people read in two ways, are ISO dates.
 * @param code of the number format, as spreadsheets write it
 */
export function numberText(value: number, code: string, date1904 = false): string {
  if (code === '' || /^(general|@)$/i.test(code)) return plainNumber(value);
  try {
    const text = formats.format(unambiguous(code), value, { date1904 });
    // A long id in a format that shortens it is still an id.
    return Number.isInteger(value) && /\dE\+\d/.test(text) ? plainNumber(value) : text;
  } catch {
    return plainNumber(value);
  }
}

/** Whether a spreadsheet has put zeros in place of the last digits of a number. */
export function hasLostDigits(text: string): boolean {
  return DIGITS_LOST.test(text);
}

/** Whether a number is beyond what a double holds whole, as programs write it that count in integers. */
export function isLongInteger(written: string): boolean {
  return LONG_INTEGER.test(written);
}

function plainNumber(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const rounded = Number(value.toPrecision(DIGITS_KEPT));
  return Number.isInteger(rounded) ? wholeDigits(rounded) : String(rounded);
}

/** `1.2345678901234568e+22` → `12345678901234568` and zeros. */
function wholeDigits(value: number): string {
  const [digits = '', exponent = '0'] = value.toExponential().split('e');
  const [whole = '', fraction = ''] = digits.split('.');
  return whole + fraction.padEnd(Number(exponent), '0');
}

/** `m/d/yy h:mm` → `yyyy-mm-dd hh:mm`; formats that begin with the year, or tell no day, stay. */
function unambiguous(code: string): string {
  const [first = ''] = code.split(';');
  const bare = first.replace(PARTS_OF_NO_DATE, '');
  if (!/^[^y]*[dm][^y]*y/i.test(bare) || /[年月日]/.test(first) || !/d/i.test(bare)) return code;
  return /h/i.test(bare) ? 'yyyy-mm-dd hh:mm' : 'yyyy-mm-dd';
}
