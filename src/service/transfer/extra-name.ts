import { visibleLine } from '../visible-text.ts';
import { meaningOfHeader, type ColumnAliases } from './columns.ts';
import { isProposalTitle } from './report-names.ts';

/** Says that a header names an extra field, whatever the rest of it would mean. */
export const EXTRA_PREFIX = 'extra.';

/** The extra field that a header names: `备注` → `备注`, `extra.问题` → `问题` */
export function extraName(header: string): string {
  return visibleLine(header.startsWith(EXTRA_PREFIX) ? header.slice(EXTRA_PREFIX.length) : header);
}

/** A header that names an extra field: `备注` → `备注`, `问题` → `extra.问题`. `extraName` gives back the same. */
export function extraTitle(name: string, aliases?: ColumnAliases): string {
  const isMistakable =
    meaningOfHeader(name, aliases) !== null || isProposalTitle(name) || name.startsWith(EXTRA_PREFIX);
  return isMistakable ? EXTRA_PREFIX + name : name;
}
