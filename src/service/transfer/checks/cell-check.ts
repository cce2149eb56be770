import type { Field } from '../columns.ts';
import type { Rule } from '../rules.ts';

/** What is wrong with the text of a cell. */
export interface CellFault {
  rule: Rule;
  /** In Chinese, without a full stop. */
  found: string;
  /** The text without the fault; null: only a person can tell. */
  mended: string | null;
}

/** Looks at the trimmed text of a cell, whatever the rest of its row holds. Pure. */
export type CellCheck = (text: string, field: Field) => CellFault | null;
