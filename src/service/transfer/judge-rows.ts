import { setImmediate as nextTurn } from 'node:timers/promises';
import type { DataRow } from './read-rows.ts';
import { judgeRow, type JudgedRow } from './judge-row.ts';
import { markRepeatedRows } from './mark-repeated-rows.ts';

const ROWS_AT_ONCE = 100;

/** Judges all rows, a few at a time so that others get their turn. */
export async function judgeRows(
  rows: readonly DataRow[],
  identityOf: (text: string) => string,
  onProgress: (done: number, total: number) => void,
): Promise<JudgedRow[]> {
  const judged: JudgedRow[] = [];
  for (const row of rows) {
    judged.push(judgeRow(row, identityOf));
    if (judged.length % ROWS_AT_ONCE > 0) continue;
    onProgress(judged.length, rows.length);
    await nextTurn();
  }
  markRepeatedRows(judged);
  return judged;
}
