import type { Transaction } from 'kysely';
import { AppError } from '../errors.ts';
import type { BankSettings } from '../service/ports/bank-store.ts';
import type { Audit } from '../service/ports/question.ts';
import { appendChanges } from './append-changes.ts';
import type { Tables } from './tables.ts';

export const settingsChange = { kind: 'settings', questionId: null } as const;

/** Makes a bank, its settings the first entry of its log. @throws AppError `bank_exists` */
export async function insertBank(
  transaction: Transaction<Tables>,
  name: string,
  settings: BankSettings,
  audit: Audit,
): Promise<void> {
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('banks')
    .ignore()
    .values({
      name,
      version: 0,
      ...settingColumns(settings),
      created_by: audit.by,
      created_at: audit.at,
      updated_by: audit.by,
      updated_at: audit.at,
    })
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n) throw new AppError('bank_exists', { bank: name });
  // Read after the insert: the insert waits for a removal under way, which leaves the version here.
  const retired = await transaction
    .selectFrom('retired_banks')
    .select('version')
    .where('name', '=', name)
    .executeTakeFirst();
  const bank = { name, version: retired?.version ?? 0 };
  await appendChanges(transaction, bank, [{ ...settingsChange, before: null, after: settings }], audit);
}

export function settingColumns(settings: BankSettings) {
  return {
    title: settings.title,
    answer_threshold: settings.answerThreshold,
    suggest_threshold: settings.suggestThreshold,
    fallback: settings.fallback,
    is_public: settings.isPublic,
  };
}
