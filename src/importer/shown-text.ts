import { armFormula } from './disarm-formula.ts';

/** `="000001"`: how programs keep a spreadsheet from making a number of a text. */
const TEXT_AS_FORMULA = /^="((?:[^"]|"")*)"$/;

/** What the person who made a file of text sees in a cell of it. */
export function shownText(cell: string): string {
  return TEXT_AS_FORMULA.exec(cell)?.[1]?.replaceAll('""', '"') ?? armFormula(cell);
}
