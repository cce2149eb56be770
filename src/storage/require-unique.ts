import type { Transaction } from 'kysely';
import { AppError } from '../errors.ts';
import type { StoredQuestion } from '../service/ports/question.ts';
import { findRowsByIdentity } from './find-rows-by-identity.ts';
import type { Tables } from './tables.ts';

/**
 * Checks that the questions about to be written share no question key and no external id with each other or
 * with any that stays. The bank is locked, so that the answer holds until the commit.
 * @param replaced ids of the questions that the batch rewrites or removes
 * @throws AppError `duplicate_question`, `duplicate_external_id`
 */
export async function requireUnique(
  transaction: Transaction<Tables>,
  bank: string,
  written: readonly StoredQuestion[],
  replaced: ReadonlySet<string>,
): Promise<void> {
  const rows = await findRowsByIdentity(transaction, bank, {
    externalIds: written.flatMap((question) => question.externalId ?? []),
    questionKeys: written.map((question) => question.questionKey),
  });
  const byKey = new Map<string, { id: string; question: string }>();
  const byExternalId = new Map<string, string>();
  for (const row of rows) {
    if (replaced.has(row.id)) continue;
    byKey.set(row.question_key, row);
    if (row.external_id !== null) byExternalId.set(row.external_id, row.id);
  }
  for (const question of written) {
    const { externalId, questionKey } = question;
    const same = byKey.get(questionKey);
    if (same !== undefined) {
      throw new AppError('duplicate_question', { question: same.question, id: same.id });
    }
    byKey.set(questionKey, question);
    if (externalId === null) continue;
    const owner = byExternalId.get(externalId);
    if (owner !== undefined) throw new AppError('duplicate_external_id', { externalId, id: owner });
    byExternalId.set(externalId, question.id);
  }
}
