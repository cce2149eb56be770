import type { JudgingEngine } from '../search-engine.ts';
import { takeTurns } from '../take-turns.ts';
import { judgeRow, type JudgedRow } from './judge-row.ts';
import { markRepeatedRows } from './mark-repeated-rows.ts';
import { proposeAnswersAbove } from './propose-answers-above.ts';
import type { DataRow } from './read-rows.ts';
import { rememberIdentities } from './remember-identities.ts';

const ROWS_BETWEEN_REPORTS = 100;

/**
 * Judges all rows by themselves and as repetitions of each other, after which it is clear which ones the file itself
 * keeps out. A few milliseconds at a time, so that searches get their turn.
 */
export async function judgeRows(
  rows: readonly DataRow[],
  engine: JudgingEngine,
  onProgress: (done: number, total: number) => void,
): Promise<JudgedRow[]> {
  const turn = takeTurns();
  const identityOf = rememberIdentities((text) => engine.normalizeForIdentity(text));
  const judged: JudgedRow[] = [];
  for (const row of rows) {
    judged.push(judgeRow(row, identityOf));
    if (judged.length % ROWS_BETWEEN_REPORTS === 0) onProgress(judged.length, rows.length);
    if (turn.isOver) await turn.pass();
  }
  markRepeatedRows(judged);
  proposeAnswersAbove(judged);
  return judged;
}
