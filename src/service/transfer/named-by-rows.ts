import type { StoredQuestion } from '../ports/question.ts';
import type { JudgedRow } from './judge-row.ts';

/** What the rows of a file name questions by. */
export interface NamedByRows {
  externalIds: ReadonlySet<string>;
  questionKeys: ReadonlySet<string>;
}

export function namesIn(rows: readonly JudgedRow[]): NamedByRows {
  return {
    externalIds: new Set(rows.flatMap(({ fields }) => fields.externalId ?? [])),
    questionKeys: new Set(rows.map(({ questionKey }) => questionKey).filter((key) => key !== '')),
  };
}

/** Whether the rows may mean or collide with a question. */
export function isNamed(
  { externalId, questionKey }: StoredQuestion,
  { externalIds, questionKeys }: NamedByRows,
): boolean {
  return questionKeys.has(questionKey) || (externalId !== null && externalIds.has(externalId));
}
