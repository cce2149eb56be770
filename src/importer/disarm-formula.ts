/**
 * Spreadsheets run a CSV cell that begins like a formula. Such cells are written with an apostrophe before
 * them, which reading takes away again; apostrophes that stood there already get one more, so that every text
 * comes back as it was.
 */
const LIKE_A_FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/;
const DISARMED = /^'+[=+\-@\t\r\n＝＋－＠]/;

/** Whether a spreadsheet might run the text. */
export function isLikeFormula(text: string): boolean {
  return LIKE_A_FORMULA.test(text);
}

/** `=1+1` → `'=1+1`, `'=1` → `''=1` */
export function disarmFormula(text: string): string {
  return LIKE_A_FORMULA.test(text) ? `'${text}` : text;
}

/** Undoes `disarmFormula`. */
export function armFormula(text: string): string {
  return DISARMED.test(text) ? text.slice(1) : text;
}
