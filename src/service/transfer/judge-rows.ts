import type { StoredQuestion } from '../ports/question.ts';
import type { JudgingEngine } from '../search-engine.ts';
import { takeTurns } from '../take-turns.ts';
import { ContradictionFinder } from './contradiction-finder.ts';
import { judgeRow, type JudgedRow } from './judge-row.ts';
import { markRepeatedRows } from './mark-repeated-rows.ts';
import { proposeAnswersAbove } from './propose-answers-above.ts';
import type { DataRow } from './read-rows.ts';
import type { SourceRow } from './table-reader.ts';
import { isNamed, namesIn } from './named-by-rows.ts';
import { WordingRegister } from './wording-register.ts';

const ROWS_BETWEEN_REPORTS = 100;
const IDENTITIES_KEPT = 1000;
const NO_CELLS: SourceRow['cells'] = [];

/**
 * Judges all rows: each by itself, against each other and against the bank. A few milliseconds at a time, so
 * that searches get their turn.
 * @param bank its questions in batches; none when all of them give way to the file
 * @param onDecided is waited for once it is clear which rows the file itself keeps out: what comes after are warnings
 * @returns the judged rows, and the questions among those of the bank that they may mean or collide with
 */
export async function judgeRows(
  rows: readonly DataRow[],
  bank: AsyncIterable<readonly StoredQuestion[]> | Iterable<never>,
  engine: JudgingEngine,
  onProgress: (done: number, total: number) => void,
  onDecided: (rows: readonly JudgedRow[]) => Promise<void> = () => Promise.resolve(),
): Promise<{ rows: JudgedRow[]; known: StoredQuestion[] }> {
  const turn = takeTurns();
  const identityOf = remember((text) => engine.normalizeForIdentity(text));
  const judged: JudgedRow[] = [];
  for (const row of rows) {
    judged.push(judgeRow(row, identityOf));
    if (judged.length % ROWS_BETWEEN_REPORTS === 0) onProgress(judged.length, rows.length);
    if (turn.isOver) await turn.pass();
  }
  markRepeatedRows(judged);
  proposeAnswersAbove(judged);
  await onDecided(judged);

  const register = new WordingRegister();
  for (const row of judged) register.addQuestion(row);
  const contradictions = new ContradictionFinder(engine);
  for (const row of judged) {
    register.addPhrasings(row);
    contradictions.add(row);
    if (turn.isOver) await turn.pass();
  }

  const names = namesIn(judged);
  const known: StoredQuestion[] = [];
  for await (const batch of bank) {
    for (const stored of batch) {
      if (isNamed(stored, names)) known.push(register.sharingTexts(stored));
      if (register.replaces(stored)) continue;
      register.compare(stored, identityOf);
      contradictions.compare(stored);
      if (turn.isOver) await turn.pass();
    }
  }
  // What they said is in their fields; they wait for the writing without it.
  for (const { source } of judged) source.cells = NO_CELLS;
  return { rows: judged, known };
}

/** Several rules ask for the identity of one wording, one soon after the other. */
function remember(identityOf: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let identity = known.get(text);
    if (identity === undefined) {
      identity = identityOf(text);
      if (known.size >= IDENTITIES_KEPT) known.clear();
      known.set(text, identity);
    }
    return identity;
  };
}
