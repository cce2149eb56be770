import type { ImportMode } from '../ports/import-store.ts';
import type { QuestionStore } from '../ports/question-store.ts';
import type { StoredQuestion } from '../ports/question.ts';
import type { JudgedRow } from './judge-row.ts';

const AT_ONCE = 500;

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

/** The questions of a bank that the rows may mean or collide with; with mode `replace` all of them. */
export async function readStored(
  store: Pick<QuestionStore, 'findByIdentity' | 'readQuestions'>,
  bank: string,
  rows: readonly JudgedRow[],
  mode: ImportMode,
): Promise<StoredQuestion[]> {
  const stored = new Map<string, StoredQuestion>();
  const keep = (questions: readonly StoredQuestion[]): void => {
    for (const question of questions) stored.set(question.id, question);
  };
  if (mode === 'replace') {
    for await (const batch of store.readQuestions(bank, AT_ONCE)) keep(batch);
    return [...stored.values()];
  }
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    keep(
      await store.findByIdentity(bank, {
        externalIds: some.flatMap(({ fields }) => fields.externalId ?? []),
        questionKeys: some.map(({ questionKey }) => questionKey).filter((key) => key !== ''),
      }),
    );
  }
  return [...stored.values()];
}
