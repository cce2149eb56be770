import { AppError } from '../errors.ts';
import type { SourcePlace } from '../service/ports/import-store.ts';
import type { QuestionChange } from '../service/ports/question-store.ts';
import type { Audit, QuestionContent, StoredQuestion } from '../service/ports/question.ts';
import { newUlid } from '../service/new-ulid.ts';

/** What one change does to one question; null where there was or is none. */
export interface ChangeStep {
  id: string;
  before: StoredQuestion | null;
  after: StoredQuestion | null;
  place?: SourcePlace | undefined;
}

/** What a batch of changes comes to. */
export interface ChangePlan {
  /** One for each change, in their order. */
  steps: ChangeStep[];
  /** The changed questions as they are after the whole batch. */
  written: StoredQuestion[];
}

/** What a question keeps when it changes, and the version that it had. */
export type Origin = Pick<StoredQuestion, 'id' | 'bank' | 'version' | 'createdBy' | 'createdAt'>;

/**
 * Works a batch out in memory, change after change.
 * @param present the questions that the batch names and that exist, by id
 * @param origins of the questions that the batch brings back, by id
 * @throws AppError `question_not_found`, `version_conflict`
 * O(changes); reads and writes nothing.
 */
export function planChanges(
  bank: string,
  present: ReadonlyMap<string, StoredQuestion>,
  origins: ReadonlyMap<string, Origin>,
  changes: readonly QuestionChange[],
  audit: Audit,
): ChangePlan {
  const questions = new Map(present);
  const steps: ChangeStep[] = [];
  for (const change of changes) {
    const isNew = change.kind === 'add' || change.kind === 'restore';
    const before = isNew ? null : requireQuestion(questions, change);
    const origin = before ?? origins.get(change.id ?? '') ?? newOrigin(bank, audit, change.id);
    const after = change.kind === 'remove' ? null : toStored(origin, change, audit);
    const id = (after ?? before)!.id;
    steps.push({ id, before, after, place: change.place });
    if (after === null) questions.delete(id);
    else questions.set(id, after);
  }
  return { steps, written: [...questions.values()] };
}

function requireQuestion(
  questions: ReadonlyMap<string, StoredQuestion>,
  { id, expectedVersion }: { id: string; expectedVersion: number | null },
): StoredQuestion {
  const question = questions.get(id);
  if (question === undefined) throw new AppError('question_not_found', { id });
  if (expectedVersion !== null && expectedVersion !== question.version) {
    throw new AppError('version_conflict', { current: question.version, expected: expectedVersion });
  }
  return question;
}

function newOrigin(bank: string, audit: Audit, id = newUlid()): Origin {
  return { id, bank, version: 0, createdBy: audit.by, createdAt: audit.at };
}

function toStored(
  origin: Origin,
  { content, questionKey }: { content: QuestionContent; questionKey: string },
  audit: Audit,
): StoredQuestion {
  return {
    id: origin.id,
    bank: origin.bank,
    externalId: content.externalId,
    question: content.question,
    questionKey,
    answer: content.answer,
    phrasings: content.phrasings,
    negativePhrasings: content.negativePhrasings,
    category: content.category,
    tags: content.tags,
    status: content.status,
    validFrom: content.validFrom,
    validUntil: content.validUntil,
    pinned: content.pinned,
    boost: content.boost,
    extra: content.extra,
    version: origin.version + 1,
    createdBy: origin.createdBy,
    createdAt: origin.createdAt,
    updatedBy: audit.by,
    updatedAt: audit.at,
    changeReason: audit.reason,
  };
}
