import { AppError } from '../errors.ts';
import type { QuestionChange } from '../service/ports/question-store.ts';
import type { Audit, QuestionContent, StoredQuestion } from '../service/ports/question.ts';
import type { Change } from './append-changes.ts';
import { newId } from './new-id.ts';

/** What a batch of changes comes to. */
export interface ChangePlan {
  /** The changed question after each change, in their order; null: removed. */
  outcomes: (StoredQuestion | null)[];
  /** The change-log entry of each change. */
  entries: Change[];
  /** Questions as they are after the whole batch. */
  written: StoredQuestion[];
}

/**
 * Works a batch out in memory, change after change.
 * @param present the questions that the batch names and that exist, by id
 * @throws AppError `question_not_found`, `version_conflict`
 * O(changes); reads and writes nothing.
 */
export function planChanges(
  bank: string,
  present: ReadonlyMap<string, StoredQuestion>,
  changes: readonly QuestionChange[],
  audit: Audit,
): ChangePlan {
  const questions = new Map(present);
  const touched = new Set<string>();
  const outcomes: (StoredQuestion | null)[] = [];
  const entries: Change[] = [];

  const record = (
    id: string,
    kind: Change['kind'],
    before: StoredQuestion | null,
    after: StoredQuestion | null,
  ) => {
    touched.add(id);
    if (after === null) questions.delete(id);
    else questions.set(id, after);
    outcomes.push(after);
    entries.push({
      kind,
      questionId: id,
      before: before && contentOf(before),
      after: after && contentOf(after),
    });
  };

  for (const change of changes) {
    if (change.kind === 'add') {
      const id = newId();
      record(id, 'added', null, {
        ...contentOf(change.content),
        ...{ id, bank, questionKey: change.questionKey, version: 1 },
        ...{ createdBy: audit.by, createdAt: audit.at, updatedBy: audit.by, updatedAt: audit.at },
        changeReason: audit.reason,
      });
      continue;
    }
    const before = questions.get(change.id);
    if (before === undefined) throw new AppError('question_not_found', { id: change.id });
    requireVersion(before, change.expectedVersion);
    if (change.kind === 'remove') {
      record(before.id, 'removed', before, null);
      continue;
    }
    record(before.id, 'updated', before, {
      ...before,
      ...contentOf(change.content),
      questionKey: change.questionKey,
      version: before.version + 1,
      updatedBy: audit.by,
      updatedAt: audit.at,
      changeReason: audit.reason,
    });
  }

  const written = [...questions.values()].filter((question) => touched.has(question.id));
  return { outcomes, entries, written };
}

function requireVersion(question: StoredQuestion, expected: number | null): void {
  if (expected === null || expected === question.version) return;
  throw new AppError('version_conflict', { current: question.version, expected });
}

function contentOf(question: QuestionContent): QuestionContent {
  return {
    externalId: question.externalId,
    question: question.question,
    answer: question.answer,
    phrasings: question.phrasings,
    negativePhrasings: question.negativePhrasings,
    category: question.category,
    tags: question.tags,
    status: question.status,
    validFrom: question.validFrom,
    validUntil: question.validUntil,
    pinned: question.pinned,
  };
}
