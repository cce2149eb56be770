import { isWebAddress } from './checks/unsafe-links.ts';
import type { SourceRow } from './table-reader.ts';

/** The address that a cell leads to and does not show; null: there is none. */
export function hiddenTarget({ links = [] }: SourceRow, index: number, text: string): string | null {
  const target = links.find((link) => link.index === index)?.target;
  if (target === undefined || text === '') return null;
  const shown = target.replace(/^(?:mailto|tel):/i, '').replace(/\/$/, '');
  return text.includes(shown) ? null : target;
}

/** `text` with the web address that its cell leads to, where it does not show it: `帮助` → `帮助（https://…）` */
export function withTarget(text: string, row: SourceRow, index: number): string {
  const target = hiddenTarget(row, index, text);
  return target === null || !isWebAddress(target) ? text : `${text}（${target}）`;
}
