import type { ImportMode } from '../ports/import-store.ts';
import type { StoredQuestion } from '../ports/question.ts';
import { isRejected, type JudgedRow } from './judge-row.ts';

/**
 * Which question of the bank each row means: the one with its external id, else the one with its wording.
 * A question with the same wording but another external id is not it, except in a file that replaces the bank:
 * there the id has changed. Rejected rows mean questions too, so that `replace` does not remove them.
 */
export function matchRows(
  rows: readonly JudgedRow[],
  stored: readonly StoredQuestion[],
  mode: ImportMode,
): Map<JudgedRow, StoredQuestion> {
  const byExternalId = new Map(stored.map((question) => [question.externalId, question]));
  const byKey = new Map(stored.map((question) => [question.questionKey, question]));
  const matches = new Map<JudgedRow, StoredQuestion>();
  const taken = new Set<string>();
  const match = (row: JudgedRow, question: StoredQuestion): void => {
    matches.set(row, question);
    taken.add(question.id);
  };

  for (const row of rows) {
    const known = row.fields.externalId == null ? undefined : byExternalId.get(row.fields.externalId);
    if (known !== undefined) match(row, known);
  }
  const others = rows.filter((row) => !matches.has(row));
  for (const row of [...others.filter((each) => !isRejected(each)), ...others.filter(isRejected)]) {
    const known = byKey.get(row.questionKey);
    if (known === undefined || taken.has(known.id)) continue;
    const isIt = row.fields.externalId == null || known.externalId === null || mode === 'replace';
    if (isIt) match(row, known);
  }
  return matches;
}
