import type { GoldenStore } from '../service/ports/golden-store.ts';
import type { Database } from './database.ts';
import { insertRows } from './insert-rows.ts';
import { lockBank } from './lock-bank.ts';

export function goldenQueries(database: Database): GoldenStore {
  return {
    listGoldenQuestions: (bank) =>
      database.query((db) =>
        db
          .selectFrom('golden_questions')
          .select(['query', 'question'])
          .where('bank', '=', bank)
          .orderBy('position')
          .execute(),
      ),

    replaceGoldenQuestions: (bank, golden) =>
      database.write(async (transaction) => {
        await lockBank(transaction, bank);
        await transaction.deleteFrom('golden_questions').where('bank', '=', bank).execute();
        await insertRows(
          transaction,
          'golden_questions',
          golden.map(({ query, question }, position) => ({ bank, position, query, question })),
        );
      }),
  };
}
