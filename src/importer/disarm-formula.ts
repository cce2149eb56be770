/** What spreadsheets run, once the text stands in a cell of its own. */
const LIKE_A_FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;
/** What spreadsheets take for a number, a date or a time… */
const LIKE_A_NUMBER = /^\d[\d.,:/-]*(?:e[+-]?\d+)?%?$/i;
/** …but plain numbers of up to 11 digits are given back as they were. */
const KEPT = /^(?:0|[1-9]\d{0,10})(?:\.\d{0,9}[1-9])?$/;

/** Whether a spreadsheet might run the text. */
export function isLikeFormula(text: string): boolean {
  return LIKE_A_FORMULA.test(text);
}

/**
 * A spreadsheet that opens a CSV runs what begins like a formula, and makes 1 of 000001. Such cells are written
 * with an apostrophe before them, which reading takes away again; apostrophes that stood there already get one
 * more, so that every text comes back as it was: `=1+1` → `'=1+1`, `'=1` → `''=1`, `000001` → `'000001`.
 */
export function disarmFormula(text: string): string {
  return needsApostrophe(withoutApostrophes(text)) ? `'${text}` : text;
}

/** For cells that are text whatever they hold: only apostrophes that reading would take away get one more. */
export function keepApostrophes(text: string): string {
  return text.startsWith("'") ? disarmFormula(text) : text;
}

/** Undoes `disarmFormula` and `keepApostrophes`. */
export function armFormula(text: string): string {
  return text.startsWith("'") && needsApostrophe(withoutApostrophes(text)) ? text.slice(1) : text;
}

function needsApostrophe(text: string): boolean {
  return isLikeFormula(text) || (LIKE_A_NUMBER.test(text) && !KEPT.test(text));
}

function withoutApostrophes(text: string): string {
  return text.startsWith("'") ? text.replace(/^'+/, '') : text;
}
