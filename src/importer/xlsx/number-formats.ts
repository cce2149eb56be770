import { numberText } from '../number-text.ts';
import { readXml } from './read-xml.ts';
import { attributeOf } from './xml-scanner.ts';

/** What a cell shows of a number. @param style the cell's, 0 when it has none */
export type ShowNumber = (value: number, style: number) => string;

const DAY = 'yyyy-mm-dd';

/** Formats that a workbook names by number alone. 27–36 and 50–58 are those of Chinese Excel. */
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
  ...repeat([14, 15, 16, 17, 30], DAY),
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
  ...repeat([37, 38], '#,##0;-#,##0'),
  ...repeat([39, 40], '#,##0.00;-#,##0.00'),
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  48: '##0.0E+0',
};

/** Reads the number formats of a workbook. @param pieces of its styles; null: it has none, every number is plain */
export async function readNumberFormats(
  pieces: AsyncIterable<string> | null,
  date1904: boolean,
): Promise<ShowNumber> {
  const codes: Record<number, string> = { ...BUILT_IN };
  const styles: number[] = [];
  let isCellStyle = false;
  if (pieces !== null) await readXml(pieces, { open, close });
  return (value, style) => numberText(value, codes[styles[style] ?? 0] ?? '', date1904);

  function open(name: string, attributes: string): void {
    const number = (attribute: string) => Number(attributeOf(attributes, attribute) ?? 0);
    if (name === 'numFmt') codes[number('numFmtId')] = attributeOf(attributes, 'formatCode') ?? '';
    else if (name === 'cellXfs') isCellStyle = true;
    else if (name === 'xf' && isCellStyle) styles.push(number('numFmtId'));
  }

  function close(name: string): void {
    if (name === 'cellXfs') isCellStyle = false;
  }
}

function repeat(ids: readonly number[], code: string): Record<number, string> {
  return Object.fromEntries(ids.map((id) => [id, code]));
}
