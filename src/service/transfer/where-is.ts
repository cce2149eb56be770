import type { DataRow } from './read-rows.ts';
import { quote } from './rules.ts';

/** `第 3 行`; with its sheet when that is another than the one of `seenFrom`. */
export function whereIs({ layout, source }: DataRow, seenFrom: DataRow): string {
  const isSameSheet = layout === seenFrom.layout;
  return `${isSameSheet ? '' : `工作表${quote(layout.sheet.name)}`}第 ${source.number} 行`;
}
