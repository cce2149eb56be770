import type { Insertable, Transaction } from 'kysely';
import type { HistoryEntry } from '../service/ports/change-log.ts';
import type { SourcePlace } from '../service/ports/import-store.ts';
import type { Audit } from '../service/ports/question.ts';
import { insertRows } from './insert-rows.ts';
import type { ChangeTable, Tables } from './tables.ts';

/** One step of a bank before it has its version. */
export interface Change {
  kind: HistoryEntry['kind'];
  questionId: string | null;
  /** JSON values; null where there was or is none. */
  before: unknown;
  after: unknown;
  place?: SourcePlace | undefined;
}

/**
 * Writes change-log entries and moves the bank's version on by one for each.
 * @param bank locked by this transaction, with the version it has now
 * @param changes taken one by one, as `insertRows` does
 * @returns the new version
 */
export async function appendChanges(
  transaction: Transaction<Tables>,
  bank: { name: string; version: number },
  changes: Iterable<Change>,
  audit: Audit,
): Promise<number> {
  let { version } = bank;
  function* rows(): Generator<Insertable<ChangeTable>> {
    for (const change of changes) yield toRow(bank.name, ++version, change, audit);
  }
  await insertRows(transaction, 'changes', rows());
  await transaction.updateTable('banks').set({ version }).where('name', '=', bank.name).execute();
  return version;
}

function toRow(bank: string, version: number, change: Change, audit: Audit): Insertable<ChangeTable> {
  return {
    bank,
    version,
    kind: change.kind,
    question_id: change.questionId,
    state_before: toJson(change.before),
    state_after: toJson(change.after),
    made_by: audit.by,
    made_at: audit.at,
    reason: audit.reason,
    import_id: audit.importId,
    source_sheet: change.place?.sheet ?? null,
    source_row: change.place?.row ?? null,
  };
}

function toJson(state: unknown): string | null {
  return state === null ? null : JSON.stringify(state);
}
