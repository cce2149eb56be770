import type { Kysely, Selectable } from 'kysely';
import type { QuestionIdentity } from '../service/ports/question-store.ts';
import { chunks } from './chunks.ts';
import { digest } from './digest.ts';
import type { QuestionTable, Tables } from './tables.ts';

/** Rows with one of the external ids or one of the question keys, each once, in no order. */
export async function findRowsByIdentity(
  db: Kysely<Tables>,
  bank: string,
  identity: QuestionIdentity,
): Promise<Selectable<QuestionTable>[]> {
  const inBank = db.selectFrom('questions').selectAll().where('bank', '=', bank);
  const found = new Map<string, Selectable<QuestionTable>>();
  const add = (rows: Selectable<QuestionTable>[]) => {
    for (const row of rows) found.set(row.id, row);
  };
  for (const some of chunks(identity.externalIds))
    add(await inBank.where('external_id', 'in', some).execute());
  // Mostly an external id and a key are of one question, which need not be read twice.
  const met = new Set([...found.values()].map((row) => row.question_key));
  const others = identity.questionKeys.filter((key) => !met.has(key));
  for (const some of chunks(others)) {
    add(await inBank.where('key_hash', 'in', some.map(digest)).execute());
  }
  return [...found.values()];
}
