import type { FeedbackStore } from '../service/ports/feedback-store.ts';
import type { Database } from './database.ts';
import { newUlid } from '../service/new-ulid.ts';
import { toTime } from './times.ts';

export function feedbackQueries(database: Database): FeedbackStore {
  return {
    recordFeedback: (feedback) =>
      database.write(async (transaction) => {
        await transaction
          .insertInto('feedback')
          .values({
            id: newUlid(),
            query_id: feedback.queryId,
            bank: feedback.bank,
            query: feedback.query,
            question_id: feedback.questionId,
            verdict: feedback.verdict,
            given_at: feedback.at,
          })
          .execute();
      }),

    listFeedback: async (bank, limit) => {
      const rows = await database.query((db) =>
        db
          .selectFrom('feedback')
          .selectAll()
          .where('bank', '=', bank)
          .orderBy('given_at', 'desc')
          .orderBy('id', 'desc')
          .limit(limit)
          .execute(),
      );
      return rows.map((row) => ({
        queryId: row.query_id,
        bank: row.bank,
        query: row.query,
        questionId: row.question_id,
        verdict: row.verdict,
        at: toTime(row.given_at),
      }));
    },
  };
}
