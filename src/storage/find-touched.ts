import { sql } from 'kysely';
import type { Database } from './database.ts';

/** Ids of the questions of a bank that are not what they were at `version`. */
export async function findTouched(database: Database, bank: string, version: number): Promise<Set<string>> {
  const rows = await database.lookThroughBank(bank, (db) =>
    db
      .with('touched', (touched) =>
        touched
          .selectFrom('changes')
          .select(({ fn }) => ['question_id', fn.min('version').as('oldest'), fn.max('version').as('newest')])
          .where('bank', '=', bank)
          .where('version', '>', version)
          .where('question_id', 'is not', null)
          .groupBy('question_id'),
      )
      .selectFrom('touched')
      .innerJoin('changes as oldest', (join) =>
        join.on('oldest.bank', '=', bank).onRef('oldest.version', '=', 'touched.oldest'),
      )
      .innerJoin('changes as newest', (join) =>
        join.on('newest.bank', '=', bank).onRef('newest.version', '=', 'touched.newest'),
      )
      .select('touched.question_id')
      // Nobody knows what other programs changed: their entries have no states, and equal nothing.
      .where((state) =>
        state.not(
          state.or([
            state(
              state.fn.coalesce('oldest.state_before', sql.lit('')),
              '=',
              state.fn.coalesce('newest.state_after', sql.lit('-')),
            ),
            state.and([state('oldest.kind', '=', 'added'), state('newest.kind', '=', 'removed')]),
          ]),
        ),
      )
      .execute(),
  );
  return new Set(rows.map((row) => row.question_id!));
}
