import { damagedXml } from './xml-scanner.ts';

/** `AB12` → 27 @throws AppError `workbook_unreadable` beyond the columns of a sheet */
export function columnIndex(reference: string): number {
  let index = 0;
  for (let at = 0; at < reference.length; at++) {
    const letter = reference.charCodeAt(at) & ~32;
    if (letter < 65 || letter > 90) break;
    index = index * 26 + letter - 64;
  }
  if (index === 0 || index > 16_384) throw damagedXml();
  return index - 1;
}

/** `AB12` → 12; 0: it has none. */
export function rowNumber(reference: string): number {
  return Number(/\d+$/.exec(reference)?.[0] ?? 0);
}
