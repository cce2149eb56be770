import { stepMarkOf } from '../../service/step-mark.ts';
import type { Database } from '../database.ts';
import { toTime } from '../times.ts';

/** 0 where there is no such bank. */
export async function versionOfBank(database: Database, bank: string): Promise<number> {
  const row = await database.query((db) =>
    db.selectFrom('banks').select('version').where('name', '=', bank).executeTakeFirst(),
  );
  return row?.version ?? 0;
}

/** See `ChangeLog.changeMark`. */
export async function changeMarkOf(
  database: Database,
  bank: string,
  version: number,
): Promise<string | null> {
  const row = await database.query((db) =>
    db
      .selectFrom('changes')
      .select(['kind', 'question_id', 'made_by', 'made_at'])
      .where('bank', '=', bank)
      .where('version', '=', version)
      .executeTakeFirst(),
  );
  if (row === undefined) return null;
  const { kind, question_id: questionId, made_by: by, made_at } = row;
  return stepMarkOf({ kind, questionId, by, at: toTime(made_at) });
}
