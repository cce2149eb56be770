import { sql, type Kysely } from 'kysely';
import type { QuestionFilter, QuestionSortField, QuestionStore } from '../service/ports/question-store.ts';
import type { StoredQuestion } from '../service/ports/question.ts';
import { applyQuestionChanges } from './apply-question-changes.ts';
import { extraFromJson } from './content-json.ts';
import type { Database } from './database.ts';
import { findQuestions } from './find-questions.ts';
import { findRowsByIdentity } from './find-rows-by-identity.ts';
import { SEARCHED_COLUMNS, searchedWithLists, withLists } from './question-rows.ts';
import type { Tables } from './tables.ts';

const EXTRA_AT_ONCE = 1000;

const sortColumns = {
  createdAt: 'created_at',
  updatedAt: 'updated_at',
  question: 'question',
  category: 'category',
  externalId: 'external_id',
} as const satisfies Record<QuestionSortField, string>;

export function questionQueries(database: Database): QuestionStore {
  return {
    findQuestion: (bank, id) =>
      database.snapshot(async (db) => {
        const rows = await inBank(db, bank).selectAll().where('id', '=', id).execute();
        return (await withLists(db, rows))[0] ?? null;
      }),

    listQuestions: (bank, filter, sort, page) =>
      database.lookThroughBank(bank, async (db) => {
        const matching = filtered(db, bank, filter);
        const { total } = await matching
          .select((select) => select.fn.countAll<number>().as('total'))
          .executeTakeFirstOrThrow();
        const order = sort.descending ? 'desc' : 'asc';
        // Sorted alone: with whole rows a page deep in a large bank takes their room.
        const rows = await matching
          .select('id')
          .orderBy(sortColumns[sort.by], order)
          .orderBy('id', order)
          .limit(page.limit)
          .offset(page.offset)
          .execute();
        return { items: await readInOrder(db, bank, rows), total };
      }),

    findByIdentity: (bank, identity) =>
      database.snapshot(async (db) => withLists(db, await findRowsByIdentity(db, bank, identity))),

    findQuestions: (bank, ids) =>
      database.snapshot(async (db) => [...(await findQuestions(db, bank, new Set(ids))).values()]),

    readQuestions: (bank, batchSize) =>
      inBatches(batchSize, (after) =>
        database.snapshotOfBank(bank, async (db) =>
          withLists(db, await nextInBank(db, bank, after, batchSize).selectAll().execute()),
        ),
      ),

    readSearchedContent: (bank, batchSize) =>
      inBatches(batchSize, (after) =>
        database.snapshotOfBank(bank, async (db) =>
          searchedWithLists(
            db,
            await nextInBank(db, bank, after, batchSize).select(SEARCHED_COLUMNS).execute(),
          ),
        ),
      ),

    applyQuestionChanges: (bank, changes, audit) =>
      database.write((transaction) => applyQuestionChanges(transaction, bank, changes, audit)),

    listExtraNames: async (bank) => {
      const names = new Set<string>();
      const batches = inBatches(EXTRA_AT_ONCE, (after) =>
        database.snapshotOfBank(bank, (db) =>
          nextInBank(db, bank, after, EXTRA_AT_ONCE)
            .select(['id', 'extra'])
            .where('extra', 'is not', null)
            .execute(),
        ),
      );
      for await (const rows of batches)
        for (const { extra } of rows) for (const name of Object.keys(extraFromJson(extra!))) names.add(name);
      return [...names];
    },

    countByCategory: async (bank) => {
      const counts = await database.lookThroughBank(bank, (db) =>
        inBank(db, bank)
          .where('status', '=', 'published')
          .groupBy('category')
          .select((select) => ['category', select.fn.countAll<number>().as('count')])
          .orderBy('count', 'desc')
          .orderBy('category')
          .execute(),
      );
      return counts;
    },
  };
}

function inBank(db: Kysely<Tables>, bank: string) {
  return db.selectFrom('questions').where('bank', '=', bank);
}

async function readInOrder(
  db: Kysely<Tables>,
  bank: string,
  rows: readonly { id: string }[],
): Promise<StoredQuestion[]> {
  const questions = await findQuestions(db, bank, new Set(rows.map(({ id }) => id)));
  return rows.map(({ id }) => questions.get(id)!);
}

/** The next `count` questions whose ids are behind `after`. */
function nextInBank(db: Kysely<Tables>, bank: string, after: string, count: number) {
  return inBank(db, bank).where('id', '>', after).orderBy('id').limit(count);
}

/** @param next the next `size` items, ordered by id, whose ids are behind `after` */
async function* inBatches<T extends { id: string }>(
  size: number,
  next: (after: string) => Promise<T[]>,
): AsyncGenerator<T[]> {
  for (let after = ''; ;) {
    const batch = await next(after);
    if (batch.length > 0) yield batch;
    if (batch.length < size) return;
    after = batch.at(-1)!.id;
  }
}

function filtered(db: Kysely<Tables>, bank: string, filter: QuestionFilter) {
  const { category, tag, status, externalId, text } = filter;
  let query = inBank(db, bank);
  if (category !== undefined) query = query.where('category', '=', category);
  if (status !== undefined) query = query.where('status', '=', status);
  if (externalId !== undefined) query = query.where('external_id', '=', externalId);
  if (tag !== undefined) {
    query = query.where((by) =>
      by.exists(
        by
          .selectFrom('question_tags')
          .select('tag')
          .whereRef('question_id', '=', 'questions.id')
          .where('tag', '=', tag),
      ),
    );
  }
  if (text !== undefined) {
    query = query.where((by) =>
      by.or([
        contains('questions.question', text),
        by.exists(
          by
            .selectFrom('phrasings')
            .select('text')
            .whereRef('question_id', '=', 'questions.id')
            .where('kind', '=', 'positive')
            .where(contains('phrasings.text', text)),
        ),
      ]),
    );
  }
  return query;
}

/** Letters match in either case: SQLite knows that of ASCII only, MySQL of all scripts. */
function contains(column: string, text: string) {
  return sql<boolean>`instr(lower(${sql.ref(column)}), lower(${text})) > 0`;
}
