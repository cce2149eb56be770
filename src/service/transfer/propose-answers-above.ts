import { isSameAsAbove } from './checks/placeholder-answer.ts';
import { isRejected, type JudgedRow } from './judge-row.ts';
import type { SheetLayout } from './sheet-layout.ts';

/** Proposes, for answers such as 同上, the nearest sound one above them in their sheet. */
export function proposeAnswersAbove(rows: readonly JudgedRow[]): void {
  let above: { layout: SheetLayout; answer: string } | null = null;
  for (const row of rows) {
    const { layout, fields, findings } = row;
    const { answer = '' } = fields;
    const finding = findings.find(({ rule }) => rule === 'placeholder_answer');
    if (finding === undefined) {
      if (answer !== '' && !isRejected(row)) above = { layout, answer };
    } else if (isSameAsAbove(answer) && above?.layout === layout) {
      finding.fix = above.answer;
    }
  }
}
