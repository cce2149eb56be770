import { isSameAsAbove } from './checks/placeholder-answer.ts';
import type { JudgedRow } from './judge-row.ts';
import type { SheetLayout } from './sheet-layout.ts';

/** Proposes, for answers such as 同上, the nearest one above them in their sheet. */
export function proposeAnswersAbove(rows: readonly JudgedRow[]): void {
  let above: { layout: SheetLayout; answer: string } | null = null;
  for (const { layout, fields, findings } of rows) {
    const { answer = '' } = fields;
    const finding = findings.find(({ rule }) => rule === 'placeholder_answer');
    if (finding === undefined) {
      if (answer !== '') above = { layout, answer };
    } else if (isSameAsAbove(answer) && above?.layout === layout) {
      finding.fix = above.answer;
    }
  }
}
