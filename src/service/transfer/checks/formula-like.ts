import type { CellCheck } from './cell-check.ts';

/** `=…` and `@…`; with `+` or `-` only where a function, a sheet or a program is named: `- 第一步` is a list. */
const LIKE_A_FORMULA = /^(?:[=＝@＠]\s*[\w'"([{+-]|[+\-＋－][^\n]*(?:\w\(|\||!\$?[A-Za-z]))/;

/** Text that a spreadsheet would run once somebody saves the bank as CSV. */
export const findFormula: CellCheck = (text) => {
  if (!LIKE_A_FORMULA.test(text)) return null;
  const found = `内容以“${text[0]!}”开头，会被表格软件当作公式运行`;
  return { rule: 'formula_like', found, mended: text.replace(/^[=＝@＠+\-＋－\s]+/, '') };
};
