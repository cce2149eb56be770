import { QUESTION_STATUSES } from '../ports/question.ts';
import { showFlag, showStatus } from './cell-values.ts';
import { COLUMNS, type Field } from './columns.ts';
import type { TargetColumn, TargetSheet } from './table-writer.ts';

/** Hidden: it holds what the column of categories offers. Imports skip it. */
const CHOICES_SHEET = '选项';

/** The columns of a bank file in which status and pinning are chosen, and categories may be. */
export function columnsWithChoices(categories: readonly string[]): TargetColumn[] {
  const choices: Partial<Record<Field, TargetColumn['choices']>> = {
    status: { values: QUESTION_STATUSES.map(showStatus) },
    pinned: { values: [showFlag(true), showFlag(false)] },
  };
  if (categories.length > 0)
    choices.category = { from: `'${CHOICES_SHEET}'!$A$2:$A$${categories.length + 1}` };
  return COLUMNS.map((column) => {
    const ofColumn = choices[column.field];
    return ofColumn === undefined ? column : { ...column, choices: ofColumn };
  });
}

/** The sheet that `columnsWithChoices` refers to; none without categories. */
export function choicesSheets(categories: readonly string[]): TargetSheet[] {
  if (categories.length === 0) return [];
  const columns = [{ title: '可选的分类', width: 30 }];
  return [{ name: CHOICES_SHEET, hidden: true, columns, rows: categories.map((category) => [category]) }];
}
