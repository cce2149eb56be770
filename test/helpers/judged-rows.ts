import type { StoredQuestion } from '../../src/service/ports/question.ts';
import type { JudgedRow } from '../../src/service/transfer/judge-row.ts';
import { judgeRows } from '../../src/service/transfer/judge-rows.ts';
import type { DataRow } from '../../src/service/transfer/read-rows.ts';
import { warnOfSharedWordings } from '../../src/service/transfer/warn-of-shared-wordings.ts';
import { searchEngine } from './engine.ts';

/** Rows with all that an import finds in them, before a bank of these questions. */
export async function judgedRows(
  rows: readonly DataRow[],
  bank: readonly StoredQuestion[] = [],
): Promise<JudgedRow[]> {
  const judged = await judgeRows(rows, searchEngine, () => undefined);
  await warnOfSharedWordings(judged, bank.length === 0 ? [] : batchOf(bank), searchEngine);
  return judged;
}

async function* batchOf(bank: readonly StoredQuestion[]): AsyncGenerator<readonly StoredQuestion[]> {
  yield await Promise.resolve(bank);
}
