import { armFormula } from '../disarm-formula.ts';
import { isLongInteger, numberText } from '../number-text.ts';

const DAY = 'yyyy-mm-dd';
/** Number formats that have a name here instead of a code. */
const NAMED_FORMATS: Readonly<Record<string, string>> = {
  'General Number': 'General',
  'General Date': `${DAY} hh:mm`,
  'Short Date': DAY,
  'Medium Date': DAY,
  'Long Date': 'yyyy"年"m"月"d"日"',
  'Short Time': 'h:mm',
  'Medium Time': 'h:mm AM/PM',
  'Long Time': 'h:mm:ss',
  Currency: '#,##0.00',
  'Euro Currency': '#,##0.00',
  Fixed: '0.00',
  Standard: '#,##0.00',
  Percent: '0.00%',
  Scientific: '0.00E+00',
};
const MS_A_DAY = 24 * 3600 * 1000;
const FIRST_DAY = Date.UTC(1899, 11, 30);

/**
 * What a cell of Excel's XML shows.
 * @param type of its data: `String`, `Number`, `DateTime`, `Boolean` or `Error`; @param format a code or the name of one
 */
export function spreadsheetXmlText(value: string, type: string, format: string): string {
  const code = NAMED_FORMATS[format] ?? format;
  switch (type) {
    case 'Number':
      return value.trim() === '' || isLongInteger(value) ? value : shownNumber(Number(value), code, value);
    case 'DateTime': {
      const serial = (Date.parse(/Z$/i.test(value) ? value : `${value}Z`) - FIRST_DAY) / MS_A_DAY;
      const plain = Number.isInteger(serial) ? DAY : `${DAY} hh:mm:ss`;
      return shownNumber(serial, /[dmyhs]/i.test(code) ? code : plain, value);
    }
    case 'Boolean':
      return value.trim() === '1' ? 'TRUE' : 'FALSE';
    default:
      return armFormula(value);
  }
}

function shownNumber(number: number, code: string, written: string): string {
  return Number.isFinite(number) ? numberText(number, code) : written;
}
