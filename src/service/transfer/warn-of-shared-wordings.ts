import type { StoredQuestion } from '../ports/question.ts';
import type { JudgingEngine } from '../search-engine.ts';
import { takeTurns } from '../take-turns.ts';
import { ContradictionFinder } from './contradiction-finder.ts';
import type { JudgedRow } from './judge-row.ts';
import { isNamed, namesIn } from './named-by-rows.ts';
import { rememberIdentities } from './remember-identities.ts';
import type { SourceRow } from './table-reader.ts';
import { WordingRegister } from './wording-register.ts';

const NO_CELLS: SourceRow['cells'] = [];

/**
 * Marks wordings of judged rows that other rows or the bank lay claim to, and answers that contradict each other:
 * warnings, which keep no row out. A few milliseconds at a time. Afterwards the rows are without their cells.
 * @param bank its questions in batches; none when all of them give way to the file
 * @returns those of the bank that the rows may mean or collide with
 */
export async function warnOfSharedWordings(
  judged: readonly JudgedRow[],
  bank: AsyncIterable<readonly StoredQuestion[]> | Iterable<never>,
  engine: JudgingEngine,
): Promise<StoredQuestion[]> {
  const turn = takeTurns();
  const identityOf = rememberIdentities((text) => engine.normalizeForIdentity(text));
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
  return known;
}
