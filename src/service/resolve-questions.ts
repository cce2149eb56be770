import type { QuestionStore } from './ports/question-store.ts';

/** @returns ids of the questions that references, ids or external ids, name; those that name none are left out */
export async function resolveQuestions(
  store: Pick<QuestionStore, 'findQuestions' | 'findByIdentity'>,
  bank: string,
  references: Iterable<string>,
): Promise<Map<string, string>> {
  const wanted = [...new Set(references)];
  const ids = new Map<string, string>();
  if (wanted.length === 0) return ids;
  for (const { id, externalId } of await store.findByIdentity(bank, {
    externalIds: wanted,
    questionKeys: [],
  })) {
    if (externalId !== null) ids.set(externalId, id);
  }
  for (const { id } of await store.findQuestions(bank, wanted)) ids.set(id, id);
  return ids;
}
