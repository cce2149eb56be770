import { SSF } from '@e965/xlsx';
import { readXml } from './read-xml.ts';
import { attributeOf } from './xml-scanner.ts';

/** Turns a number of a cell into what the cell shows. @param style the cell's, 0 when it has none */
export type ShowNumber = (value: number, style: number) => string;

const formats = SSF as { format(code: string, value: number, options: { date1904: boolean }): string };

const GENERAL = 0;
const TEXT = 49;
const DAY = 'yyyy-mm-dd';

/**
 * Formats that a workbook names by number alone. Those whose order of day, month and year depends on the
 * computer are shown as ISO dates; 27–36 and 50–58 are those of Chinese Excel.
 */
const BUILT_IN: Readonly<Record<number, string>> = {
  1: '0',
  2: '0.00',
  3: '#,##0',
  4: '#,##0.00',
  9: '0%',
  10: '0.00%',
  11: '0.00E+00',
  12: '# ?/?',
  13: '# ??/??',
  ...{ 14: DAY, 15: DAY, 16: DAY, 17: DAY, 30: DAY },
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: `${DAY} hh:mm`,
  ...repeat([27, 36, 50, 52, 57], 'yyyy"年"m"月"'),
  ...repeat([28, 29, 51, 53, 54, 58], 'm"月"d"日"'),
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  ...repeat([34, 55], 'AM/PMh"时"mm"分"'),
  ...repeat([35, 56], 'AM/PMh"时"mm"分"ss"秒"'),
  37: '#,##0;-#,##0',
  38: '#,##0;-#,##0',
  39: '#,##0.00;-#,##0.00',
  40: '#,##0.00;-#,##0.00',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
};

/** Reads the number formats of a workbook. */
export async function readNumberFormats(
  pieces: AsyncIterable<string>,
  date1904: boolean,
): Promise<ShowNumber> {
  const codes: Record<number, string> = { ...BUILT_IN };
  const styles: number[] = [];
  let isCellStyle = false;
  await readXml(pieces, {
    open(name, attributes) {
      const number = (attribute: string) => Number(attributeOf(attributes, attribute) ?? 0);
      if (name === 'numFmt') codes[number('numFmtId')] = attributeOf(attributes, 'formatCode') ?? '';
      else if (name === 'cellXfs') isCellStyle = true;
      else if (name === 'xf' && isCellStyle) styles.push(number('numFmtId'));
    },
    close(name) {
      if (name === 'cellXfs') isCellStyle = false;
    },
  });
  return (value, style) => {
    const id = styles[style] ?? GENERAL;
    const code = codes[id];
    if (id === GENERAL || id === TEXT || code === undefined) return plainNumber(value);
    return formatted(value, code, date1904);
  };
}

function formatted(value: number, code: string, date1904: boolean): string {
  try {
    const text = formats.format(code, value, { date1904 });
    // A long id in a format that shortens it is still an id.
    return Number.isInteger(value) && /\dE\+\d/.test(text) ? plainNumber(value) : text;
  } catch {
    return plainNumber(value);
  }
}

/** All 15 digits that a spreadsheet keeps, never as a power of ten where the number is whole. */
export function plainNumber(value: number): string {
  const rounded = Number(value.toPrecision(15));
  return Number.isInteger(rounded) && Math.abs(rounded) >= 1e21
    ? BigInt(rounded).toString()
    : String(rounded);
}

function repeat(ids: readonly number[], code: string): Record<number, string> {
  return Object.fromEntries(ids.map((id) => [id, code]));
}
