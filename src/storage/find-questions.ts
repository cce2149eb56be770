import type { Kysely } from 'kysely';
import type { StoredQuestion } from '../service/ports/question.ts';
import { chunks } from './chunks.ts';
import { withLists } from './question-rows.ts';
import type { Tables } from './tables.ts';

/** The questions of a bank that have one of these ids, by id; one that is in another bank is none of them. */
export async function findQuestions(
  db: Kysely<Tables>,
  bank: string,
  ids: ReadonlySet<string>,
): Promise<Map<string, StoredQuestion>> {
  const found = new Map<string, StoredQuestion>();
  for (const some of chunks([...ids])) {
    const rows = await db
      .selectFrom('questions')
      .selectAll()
      .where('bank', '=', bank)
      .where('id', 'in', some)
      .execute();
    for (const question of await withLists(db, rows)) found.set(question.id, question);
  }
  return found;
}
