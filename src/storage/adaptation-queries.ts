import type { Insertable, Kysely, Selectable } from 'kysely';
import type { AdaptationFigures, AdaptationRun, AdaptationStore } from '../service/ports/adaptation-store.ts';
import { appendChanges } from './append-changes.ts';
import type { Database } from './database.ts';
import { lockBank } from './lock-bank.ts';
import type { AdaptationTable, Tables } from './tables.ts';
import { toOptionalTime, toTime } from './times.ts';

export function adaptationQueries(database: Database): AdaptationStore {
  return {
    beginAdaptation: (run, since) =>
      database.write(async (transaction) => {
        await lockBank(transaction, run.bank);
        const newest = await findNewest(transaction, run.bank);
        if (newest?.state === 'running' && toTime(newest.made_at) > since) return false;
        await transaction.insertInto('adaptations').values(toRow(run, null)).execute();
        return true;
      }),

    saveAdaptationRun: (run) =>
      database.write(async (transaction) => {
        await lockBank(transaction, run.bank);
        await replaceRun(transaction, toRow(run, null));
      }),

    findAdaptationRun: async (bank) => {
      const row = await database.query((db) => findNewest(db, bank));
      return row === undefined ? null : toRun(row);
    },

    keepAdaptation: (run, content, audit) =>
      database.write(async (transaction) => {
        const bank = await lockBank(transaction, run.bank);
        const before = await findInUse(transaction, run.bank);
        await replaceRun(transaction, toRow({ ...run, state: 'kept' }, content));
        const change = { kind: 'adaptation' as const, questionId: null };
        const figures = { before: figuresOf(before), after: run.figures };
        return appendChanges(transaction, bank, [{ ...change, ...figures }], audit);
      }),

    undoAdaptation: (bankName, audit) =>
      database.write(async (transaction) => {
        const bank = await lockBank(transaction, bankName);
        const inUse = await findInUse(transaction, bankName);
        if (inUse === undefined) return null;
        await transaction
          .updateTable('adaptations')
          .set({ state: 'undone' })
          .where('id', '=', inUse.id)
          .execute();
        const earlier = await findInUse(transaction, bankName);
        const change = { kind: 'adaptation' as const, questionId: null };
        const figures = { before: figuresOf(inUse), after: figuresOf(earlier) };
        return appendChanges(transaction, bank, [{ ...change, ...figures }], audit);
      }),
  };
}

/** The adaptation in use; undefined: none. */
export function findInUse(
  db: Kysely<Tables>,
  bank: string,
): Promise<Selectable<AdaptationTable> | undefined> {
  return newestFirst(db, bank).where('state', '=', 'kept').executeTakeFirst();
}

function findNewest(db: Kysely<Tables>, bank: string): Promise<Selectable<AdaptationTable> | undefined> {
  return newestFirst(db, bank).executeTakeFirst();
}

function newestFirst(db: Kysely<Tables>, bank: string) {
  return db.selectFrom('adaptations').selectAll().where('bank', '=', bank).orderBy('id', 'desc').limit(1);
}

async function replaceRun(db: Kysely<Tables>, row: Insertable<AdaptationTable>): Promise<void> {
  await db.deleteFrom('adaptations').where('id', '=', row.id).execute();
  await db.insertInto('adaptations').values(row).execute();
}

function toRow(run: AdaptationRun, content: string | null): Insertable<AdaptationTable> {
  return {
    id: run.id,
    bank: run.bank,
    state: run.state,
    content,
    figures: run.figures === null ? null : JSON.stringify(run.figures),
    made_by: run.by,
    made_at: run.at,
    ended_at: run.endedAt,
  };
}

function toRun(row: Selectable<AdaptationTable>): AdaptationRun {
  return {
    id: row.id,
    bank: row.bank,
    state: row.state,
    figures: figuresOf(row),
    by: row.made_by,
    at: toTime(row.made_at),
    endedAt: toOptionalTime(row.ended_at),
  };
}

function figuresOf(row: Pick<Selectable<AdaptationTable>, 'figures'> | undefined): AdaptationFigures | null {
  return typeof row?.figures === 'string' ? (JSON.parse(row.figures) as AdaptationFigures) : null;
}
