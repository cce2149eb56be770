import type { Selectable } from 'kysely';
import type { BankChange, ChangeLog, HistoryEntry } from '../service/ports/change-log.ts';
import type { StoredQuestion } from '../service/ports/question.ts';
import type { Database } from './database.ts';
import { findQuestions } from './find-questions.ts';
import { findImported } from './find-imported.ts';
import { findTouched } from './find-touched.ts';
import { changeMarkOf } from './replicas/bank-progress.ts';
import type { ChangeTable } from './tables.ts';
import { toTime } from './times.ts';

export function changeLogQueries(database: Database): ChangeLog {
  return {
    bankVersions: async () => {
      const rows = await database.query((db) => db.selectFrom('banks').select(['name', 'version']).execute());
      return new Map(rows.map((row) => [row.name, row.version]));
    },

    listChangedSince: (bank, version, limit) =>
      database.snapshot(async (db) => {
        const rows = await db
          .selectFrom('changes')
          .select(['version', 'kind', 'question_id'])
          .where('bank', '=', bank)
          .where('version', '>', version)
          .orderBy('version')
          .limit(limit)
          .execute();
        // One that another program has moved to another bank is gone from this one.
        const ids = new Set(rows.flatMap((row) => row.question_id ?? []));
        const questions = await findQuestions(db, bank, ids);
        return rows.map((row) => toBankChange(row, questions));
      }),

    changeMark: (bank, version) => changeMarkOf(database, bank, version),

    listHistory: (bank, filter, page) =>
      database.lookThroughBank(bank, async (db) => {
        let matching = db.selectFrom('changes').where('changes.bank', '=', bank);
        if (filter.questionId !== undefined) matching = matching.where('question_id', '=', filter.questionId);
        if (filter.importId !== undefined) matching = matching.where('import_id', '=', filter.importId);
        const { total } = await matching
          .select((select) => select.fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow();
        const rows = await matching
          .leftJoin('imports', 'imports.id', 'changes.import_id')
          .selectAll('changes')
          .select('imports.file_name')
          .orderBy('version', 'desc')
          .limit(page.limit)
          .offset(page.offset)
          .execute();
        return { items: rows.map(toHistoryEntry), total };
      }),

    listImported: (bank, importId, bankVersion) => findImported(database, bank, importId, bankVersion),

    listTouchedSince: (bank, version) => findTouched(database, bank, version),
  };
}

function toBankChange(
  { version, kind, question_id: questionId }: Pick<ChangeTable, 'version' | 'kind' | 'question_id'>,
  questions: ReadonlyMap<string, StoredQuestion>,
): BankChange {
  if (questionId !== null) {
    return { version, kind: 'question', questionId, question: questions.get(questionId) ?? null };
  }
  return { version, kind: kind === 'settings' || kind === 'adaptation' ? kind : 'vocabulary' };
}

function toHistoryEntry(row: Selectable<ChangeTable> & { file_name: string | null }): HistoryEntry {
  const { file_name: fileName, source_sheet: sheet, source_row } = row;
  return {
    version: row.version,
    kind: row.kind,
    questionId: row.question_id,
    before: fromJson(row.state_before),
    after: fromJson(row.state_after),
    by: row.made_by,
    at: toTime(row.made_at),
    reason: row.reason,
    importId: row.import_id,
    source: fileName === null ? null : { fileName, sheet, row: source_row },
  };
}

function fromJson(json: string | null): unknown {
  return json === null ? null : JSON.parse(json);
}
