import type { Transaction } from 'kysely';
import { deleteQuestions } from './question-rows.ts';
import type { Tables } from './tables.ts';

/** Deletes everything in a bank, in statements of bounded size. */
export async function emptyBank(transaction: Transaction<Tables>, bank: string): Promise<void> {
  await deleteQuestionsOf(transaction, bank);
  await deleteChangesOf(transaction, bank);
  await transaction.deleteFrom('bank_words').where('bank', '=', bank).execute();
  await transaction.deleteFrom('bank_synonyms').where('bank', '=', bank).execute();
  await transaction.deleteFrom('jobs').where('queue', '=', bank).execute();
  await transaction.deleteFrom('imports').where('bank', '=', bank).execute();
  await transaction.deleteFrom('adaptations').where('bank', '=', bank).execute();
  await transaction.deleteFrom('golden_questions').where('bank', '=', bank).execute();
  await transaction.deleteFrom('fingerprints').where('bank', '=', bank).execute();
  await transaction.deleteFrom('feedback').where('bank', '=', bank).execute();
}

async function deleteQuestionsOf(transaction: Transaction<Tables>, bank: string): Promise<void> {
  const rows = await transaction.selectFrom('questions').select('id').where('bank', '=', bank).execute();
  await deleteQuestions(
    transaction,
    rows.map((row) => row.id),
  );
}

const CHANGES_AT_ONCE = 5000;

async function deleteChangesOf(transaction: Transaction<Tables>, bank: string): Promise<void> {
  for (;;) {
    const row = await transaction
      .selectFrom('changes')
      .select('version')
      .where('bank', '=', bank)
      .orderBy('version')
      .limit(1)
      .executeTakeFirst();
    if (row === undefined) return;
    await transaction
      .deleteFrom('changes')
      .where('bank', '=', bank)
      .where('version', '<', row.version + CHANGES_AT_ONCE)
      .execute();
  }
}
