import type { ImportedChange } from '../service/ports/change-log.ts';
import { contentFromJson } from './content-json.ts';
import type { Database } from './database.ts';

/** So that no batch holds the event loop: each row has a question to parse. */
const CHANGES_AT_ONCE = 1000;

/** What an import did that moved the bank to `bankVersion`, in the order of the change log. */
export async function findImported(
  database: Database,
  bank: string,
  importId: string,
  bankVersion: number,
): Promise<ImportedChange[]> {
  const found: ImportedChange[] = [];
  for (let after = 0; ;) {
    const rows = await database.query((db) =>
      db
        .selectFrom('changes')
        .select(['version', 'kind', 'question_id', 'state_before'])
        .where('bank', '=', bank)
        .where('import_id', '=', importId)
        .where('version', '>', after)
        .where('version', '<=', bankVersion)
        .orderBy('version')
        .limit(CHANGES_AT_ONCE)
        .execute(),
    );
    for (const { kind, question_id: questionId, state_before: before } of rows)
      found.push({
        kind: kind as ImportedChange['kind'],
        questionId: questionId!,
        before: before === null ? null : contentFromJson(before),
      });
    if (rows.length < CHANGES_AT_ONCE) return found;
    after = rows.at(-1)!.version;
  }
}
