import type { ImportFinding } from '../../ports/import-store.ts';
import { cleanText } from '../../text.ts';
import type { Field } from '../columns.ts';
import type { DataRow } from '../read-rows.ts';
import { breach } from '../rules.ts';
import { hiddenTarget } from '../link-target.ts';
import { placeOf } from '../sheet-layout.ts';
import { isNoText } from '../read-fields.ts';
import { visibleText } from '../../visible-text.ts';
import type { CellCheck, CellFault } from './cell-check.ts';
import { findFormula } from './formula-like.ts';
import { findPersonalData } from './personal-data.ts';
import { findPlaceholder } from './placeholder-answer.ts';
import { findUnsafeLink, findUnsafeTarget } from './unsafe-links.ts';

const CHECKS: readonly CellCheck[] = [findPlaceholder, findUnsafeLink, findPersonalData, findFormula];
const TEXT_FIELDS: ReadonlySet<Field | null> = new Set<Field>([
  'externalId',
  'category',
  'question',
  'answer',
  'phrasings',
  'negativePhrasings',
  'tags',
]);

/** What the texts of a row say that they should not. Findings of one cell propose one text that mends them all. */
export function checkCells({ layout, source }: DataRow): ImportFinding[] {
  return layout.columns.flatMap(({ index, field }) => {
    const cell = source.cells[index];
    if (cell == null || cell.length === 0 || field === null || !TEXT_FIELDS.has(field)) return [];
    const text = cleanText(visibleText(typeof cell === 'string' ? cell : cell.join('\n')));
    if (text === '' || isNoText(text)) return [];
    const faults: CellFault[] = [];
    let mended: string | null = null;
    for (const check of CHECKS) {
      const fault = check(mended ?? text, field);
      if (fault === null) continue;
      faults.push(fault);
      mended = fault.mended ?? mended;
    }
    const target = field === 'answer' ? hiddenTarget(source, index, text) : null;
    const unsafe = target === null ? null : findUnsafeTarget(target);
    if (unsafe !== null) faults.push(unsafe);
    const place = placeOf(layout, source.number, field, index);
    return faults.map(({ rule, found }) => breach(rule, place, found, mended));
  });
}
