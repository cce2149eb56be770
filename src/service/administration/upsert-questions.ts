import type { ErrorDetail } from '../../errors.ts';
import { invalidValue } from '../invalid-value.ts';
import type { QuestionChange } from '../ports/question-store.ts';
import type { Audit, QuestionContent, StoredQuestion } from '../ports/question.ts';
import { checkQuestionContent, isSameContent } from '../question-content.ts';
import { publish, type AdministrationDependencies } from './write-context.ts';

interface Checked {
  content: QuestionContent;
  questionKey: string;
}

interface Upserted {
  outcome: 'added' | 'updated' | 'unchanged';
  question: StoredQuestion;
}

/**
 * Adds or updates questions, recognised by external id, else by wording; one result for each, in order.
 * Nothing is written when one of them is at fault. Lines that mean the same question are applied one after
 * the other, in a transaction each; otherwise all are one transaction.
 * @throws AppError `invalid_value` with paths such as `3.answer`, `duplicate_question`
 */
export async function upsertQuestions(
  dependencies: AdministrationDependencies,
  bank: string,
  contents: readonly QuestionContent[],
  audit: Audit,
): Promise<Upserted[]> {
  const results: Upserted[] = [];
  for (const batch of withoutRepetition(checkAll(dependencies, contents))) {
    results.push(...(await upsertBatch(dependencies, bank, batch, audit)));
  }
  return results;
}

function checkAll({ engine }: AdministrationDependencies, contents: readonly QuestionContent[]): Checked[] {
  const faults: ErrorDetail[] = [];
  const checked = contents.map((content, line) => {
    const result = checkQuestionContent(content, (text) => engine.normalizeForIdentity(text));
    for (const fault of result.faults) {
      const message = `第 ${line + 1} 条：${fault.message ?? ''}`;
      faults.push({ ...fault, path: `${line}.${fault.path}`, message });
    }
    return result;
  });
  if (faults.length > 0) throw invalidValue(faults);
  return checked;
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
