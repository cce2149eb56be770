import type { ImportedChange } from '../ports/change-log.ts';
import type { QuestionChange } from '../ports/question-store.ts';
import type { StoredQuestion } from '../ports/question.ts';
import type { KeptByUndo } from '../use-cases/bank-transfer.ts';

/** What takes an import back. */
export interface UndoPlan {
  writes: QuestionChange[];
  /** What cannot be taken back. */
  kept: KeptByUndo[];
}

/** The bank as it is now, as far as an undo meets it. */
export interface UndoneBank {
  /** Questions changed after the import. */
  touched: ReadonlySet<string>;
  /** Questions that the import changed or that have a wording or an external id of theirs from before it. */
  questions: readonly StoredQuestion[];
}

/**
 * The writes that give each question back what it was before an import: added ones go, updated ones get their
 * former content, removed ones return. One that was changed since is kept as it is, and so is one whose former
 * wording or external id another question has by now.
 * Pure, O(imported + questions) for each round of collisions.
 */
export function planUndo(
  imported: readonly ImportedChange[],
  { touched, questions }: UndoneBank,
  identityOf: (text: string) => string,
): UndoPlan {
  const byId = new Map(questions.map((question) => [question.id, question]));
  const kept: KeptByUndo[] = [];
  const keep = (change: ImportedChange, reason: KeptByUndo['reason']): void => {
    const question = byId.get(change.questionId)?.question ?? change.before?.question ?? '';
    kept.push({ questionId: change.questionId, question, reason });
  };

  let left = imported.filter((change) => {
    const isTouched = touched.has(change.questionId);
    if (isTouched) keep(change, 'changed');
    return !isTouched;
  });
  // One that is kept holds on to its own wording, which may be what the next one had, hence the repetition.
  for (let before = -1; before !== left.length;) {
    before = left.length;
    const moving = new Set(left.map(({ questionId }) => questionId));
    const staying = questions.filter(({ id }) => !moving.has(id));
    const keys = new Set(staying.map(({ questionKey }) => questionKey));
    const externalIds = new Set(staying.map(({ externalId }) => externalId));
    left = left.filter((change) => {
      const { before: content } = change;
      if (content === null) return true;
      const isTaken =
        keys.has(identityOf(content.question)) ||
        (content.externalId !== null && externalIds.has(content.externalId));
      if (isTaken) keep(change, 'taken');
      return !isTaken;
    });
  }
  return { writes: left.map((change) => toWrite(change, byId.get(change.questionId), identityOf)), kept };
}

function toWrite(
  { questionId: id, before: content }: ImportedChange,
  now: StoredQuestion | undefined,
  identityOf: (text: string) => string,
): QuestionChange {
  const expectedVersion = now?.version ?? null;
  if (content === null) return { kind: 'remove', id, expectedVersion };
  const questionKey = identityOf(content.question);
  if (now === undefined) return { kind: 'restore', id, content, questionKey };
  return { kind: 'update', id, content, questionKey, expectedVersion };
}
