import type { Transaction } from 'kysely';
import type { AppliedChanges, QuestionChange } from '../service/ports/question-store.ts';
import type { Audit } from '../service/ports/question.ts';
import { questionContentOf } from '../service/question-content.ts';
import { appendChanges, type Change } from './append-changes.ts';
import { chunks } from './chunks.ts';
import { findQuestions } from './find-questions.ts';
import { lockBank } from './lock-bank.ts';
import { planChanges, type ChangeStep, type Origin } from './plan-changes.ts';
import { deleteQuestions, insertQuestions } from './question-rows.ts';
import { requireUnique } from './require-unique.ts';
import type { Tables } from './tables.ts';
import { toTime } from './times.ts';

/**
 * One batch of changes within a transaction. What is updated is deleted and inserted again whole: as
 * few statements as there are packets, and two questions may exchange their keys. A batch may also remove
 * a question and add another with its key: only the state after the whole batch must be free of duplicates.
 */
export async function applyQuestionChanges(
  transaction: Transaction<Tables>,
  bankName: string,
  changes: readonly QuestionChange[],
  audit: Audit,
): Promise<AppliedChanges> {
  const bank = await lockBank(transaction, bankName);
  const named = new Set(changes.flatMap((change) => (change.kind === 'add' ? [] : change.id)));
  const present = await findQuestions(transaction, bankName, named);
  const origins = await findOrigins(transaction, bankName, changes);
  const plan = planChanges(bankName, present, origins, changes, audit);
  await requireUnique(transaction, bankName, plan.written, new Set(present.keys()));
  await deleteQuestions(transaction, [...present.keys()]);
  await insertQuestions(transaction, plan.written);
  const bankVersion = await appendChanges(transaction, bank, toEntries(plan.steps), audit);
  return { bankVersion, questions: plan.steps.map((step) => step.after) };
}

/** Who made the questions that are brought back, and how many versions they had: the change log knows. */
async function findOrigins(
  transaction: Transaction<Tables>,
  bank: string,
  changes: readonly QuestionChange[],
): Promise<Map<string, Origin>> {
  const ids = changes.flatMap((change) => (change.kind === 'restore' ? change.id : []));
  const origins = new Map<string, Origin>();
  for (const some of chunks(ids)) {
    const rows = await transaction
      .selectFrom('changes')
      .select(['question_id', 'made_by', 'made_at'])
      .where('bank', '=', bank)
      .where('question_id', 'in', some)
      .orderBy('version')
      .execute();
    for (const { question_id, made_by: createdBy, made_at } of rows) {
      const id = question_id!;
      const known = origins.get(id) ?? { id, bank, version: 0, createdBy, createdAt: toTime(made_at) };
      origins.set(id, { ...known, version: known.version + 1 });
    }
  }
  return origins;
}

function* toEntries(steps: readonly ChangeStep[]): Generator<Change> {
  for (const { id, before, after, place } of steps) {
    yield {
      kind: before === null ? 'added' : after === null ? 'removed' : 'updated',
      questionId: id,
      before: before && questionContentOf(before),
      after: after && questionContentOf(after),
      place,
    };
  }
}
