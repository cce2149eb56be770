import { AppError } from '../../errors.ts';
import { invalidValue } from '../invalid-value.ts';
import { isOvertaken } from '../overtaken.ts';
import type { QuestionChange } from '../ports/question-store.ts';
import type { Audit, QuestionContent, StoredQuestion } from '../ports/question.ts';
import { checkQuestionContent, isSameContent } from '../question-content.ts';
import type { Upserted } from '../use-cases/bank-administration.ts';
import { publish, type AdministrationDependencies } from './write-context.ts';

interface Checked {
  content: QuestionContent;
  questionKey: string;
}

/**
 * Adds or updates questions, recognised by external id, else by wording; one result for each, in order. Those at fault
 * are rejected. Each is written at most once: those that mean the same question one after the other, in a transaction
 * each, the others together. Once some are done, what ends the work, such as `store_unavailable`, rejects the rest.
 * @throws AppError what ended the work before any was done
 */
export async function upsertQuestions(
  dependencies: AdministrationDependencies,
  bank: string,
  contents: readonly QuestionContent[],
  audit: Audit,
): Promise<Upserted[]> {
  const entries = contents.map((content) => check(dependencies, content));
  const done = new Map<Checked, Upserted>();

  /** Where the store refuses a batch nothing of it is written: one by one shows whose fault it is. */
  const upsert = async (batch: readonly Checked[]): Promise<void> => {
    try {
      const results = await upsertBatch(dependencies, bank, batch, audit);
      batch.forEach((entry, position) => done.set(entry, results[position]!));
    } catch (error) {
      if (!isOvertaken(error)) throw error;
      if (batch.length === 1) done.set(batch[0]!, { outcome: 'rejected', error });
      else for (const entry of batch) await upsert([entry]);
    }
  };

  const upsertAll = async (): Promise<void> => {
    const checked = entries.filter((entry) => 'content' in entry);
    for (const batch of withoutRepetition(checked)) await upsert(batch);
  };

  const end = await upsertAll().catch((error: unknown) => {
    if (done.size === 0 || !(error instanceof AppError)) throw error;
    return error;
  });
  return entries.map((entry) => {
    if (entry instanceof AppError) return { outcome: 'rejected', error: entry };
    return done.get(entry) ?? { outcome: 'rejected', error: end! };
  });
}

/** The error for content that may not be stored. */
function check({ engine }: AdministrationDependencies, input: QuestionContent): Checked | AppError {
  const { content, questionKey, faults } = checkQuestionContent(input, (text) =>
    engine.normalizeForIdentity(text),
  );
  return faults.length > 0 ? invalidValue(faults) : { content, questionKey };
}

/** Cuts the list wherever an external id or a wording comes again. */
function withoutRepetition(entries: readonly Checked[]): Checked[][] {
  const batches: Checked[][] = [];
  let met = new Set<string>();
  for (const entry of entries) {
    const { questionKey, content } = entry;
    const identities = [
      `key:${questionKey}`,
      ...(content.externalId === null ? [] : [`id:${content.externalId}`]),
    ];
    if (batches.length === 0 || identities.some((identity) => met.has(identity))) {
      batches.push([]);
      met = new Set();
    }
    batches.at(-1)!.push(entry);
    for (const identity of identities) met.add(identity);
  }
  return batches;
}

async function upsertBatch(
  dependencies: AdministrationDependencies,
  bank: string,
  batch: readonly Checked[],
  audit: Audit,
): Promise<Upserted[]> {
  const { store } = dependencies;
  const stored = await store.findByIdentity(bank, {
    externalIds: batch.flatMap(({ content }) => content.externalId ?? []),
    questionKeys: batch.map(({ questionKey }) => questionKey),
  });
  const steps = batch.map((entry) => stepFor(entry, recognise(entry, stored)));
  const changes = steps.flatMap((step) => step.change ?? []);
  if (changes.length === 0)
    return steps.map(({ existing }) => ({ outcome: 'unchanged', question: existing! }));

  const applied = await store.applyQuestionChanges(bank, changes, audit);
  await publish(dependencies, bank, applied.bankVersion);
  let position = 0;
  return steps.map(({ change, existing }) => {
    if (change === null) return { outcome: 'unchanged', question: existing! };
    return { outcome: change.kind === 'add' ? 'added' : 'updated', question: applied.questions[position++]! };
  });
}

/** The stored question that the entry means. One with the same wording but another external id is not it. */
function recognise(
  { content, questionKey }: Checked,
  stored: readonly StoredQuestion[],
): StoredQuestion | null {
  const { externalId } = content;
  const byId = externalId !== null && stored.find((question) => question.externalId === externalId);
  if (byId) return byId;
  const byKey = stored.find((question) => question.questionKey === questionKey);
  return byKey && (externalId === null || byKey.externalId === null) ? byKey : null;
}

function stepFor(
  { content, questionKey }: Checked,
  existing: StoredQuestion | null,
): { change: Extract<QuestionChange, { kind: 'add' | 'update' }> | null; existing: StoredQuestion | null } {
  if (existing === null) return { change: { kind: 'add', content, questionKey }, existing };
  const kept = { ...content, externalId: content.externalId ?? existing.externalId };
  if (isSameContent(kept, existing)) return { change: null, existing };
  const { id, version: expectedVersion } = existing;
  return { change: { kind: 'update', id, content: kept, questionKey, expectedVersion }, existing };
}
