/** 0 → `A`, 26 → `AA` */
export function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

/** (7, 1) → `B7`. @param row 1-based; @param column 0-based */
export function cellReference(row: number, column: number): string {
  return `${columnLetters(column)}${row}`;
}

/** `AB12` → 27 */
export function columnIndex(reference: string): number {
  const letters = /^[A-Z]+/i.exec(reference)?.[0].toUpperCase() ?? 'A';
  return Array.from(letters).reduce((index, letter) => index * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
