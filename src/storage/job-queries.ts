import type { Selectable, Transaction } from 'kysely';
import type { Job, JobStore, Lease, LeasedJob } from '../service/ports/job-store.ts';
import type { Database } from './database.ts';
import type { JobTable, Tables } from './tables.ts';
import { toOptionalTime, toTime } from './times.ts';

type JobRow = Selectable<JobTable>;

export function jobQueries(database: Database): JobStore {
  return {
    leaseJob: async (worker, now, { leaseMs, queue }) => {
      // Mostly there is nothing to do: looking takes no lock.
      const queues = await database.query((db) => {
        const due = db.selectFrom('jobs').select('queue').distinct().where('due_at', '<=', now);
        return (queue === null ? due : due.where('queue', '=', queue)).execute();
      });
      for (const each of queues) {
        const leased = await database.write((transaction) =>
          leaseFirst(transaction, each.queue, { worker, now, leaseMs }),
        );
        if (leased !== null) return leased;
      }
      return null;
    },

    renewLease: (lease, until, progress) =>
      database.write(async (transaction) => {
        const { numUpdatedRows } = await transaction
          .updateTable('jobs')
          .set({ leased_until: until, progress: JSON.stringify(progress) })
          .where('id', '=', lease.jobId)
          .where('leased_by', '=', lease.worker)
          .executeTakeFirst();
        return numUpdatedRows > 0n;
      }),

    releaseJob: (lease, dueAt, counts) =>
      database.write(async (transaction) => {
        await transaction
          .updateTable('jobs')
          .set((job) => ({ ...IDLE, due_at: dueAt, attempts: job('attempts', '-', counts ? 0 : 1) }))
          .where('id', '=', lease.jobId)
          .where('leased_by', '=', lease.worker)
          .execute();
      }),
  };
}

const IDLE = { leased_by: null, leased_until: null, progress: null } as const;

export async function insertJob(
  transaction: Transaction<Tables>,
  { id, queue, payload, dueAt }: Job,
): Promise<boolean> {
  const row = { id, queue, payload: JSON.stringify(payload), due_at: dueAt, attempts: 0, ...IDLE };
  const { numInsertedOrUpdatedRows } = await transaction
    .insertInto('jobs')
    .ignore()
    .values(row)
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}

/**
 * Takes the job away, or puts it back for later, if the lease still holds; locked until the commit, so that
 * nobody takes it over meanwhile.
 * @returns whether it did
 */
export async function endJob(
  transaction: Transaction<Tables>,
  { jobId, worker }: Lease,
  continueAt: Date | null,
): Promise<boolean> {
  if (continueAt !== null) {
    const { numUpdatedRows } = await transaction
      .updateTable('jobs')
      .set({ ...IDLE, due_at: continueAt, attempts: 0 })
      .where('id', '=', jobId)
      .where('leased_by', '=', worker)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }
  const { numDeletedRows } = await transaction
    .deleteFrom('jobs')
    .where('id', '=', jobId)
    .where('leased_by', '=', worker)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/**
 * All jobs of the queue are locked before one is chosen, so that two workers never both find it idle. What
 * another has locked is skipped rather than waited for: it may be about to end with a long write.
 */
async function leaseFirst(
  transaction: Transaction<Tables>,
  queue: string,
  { worker, now, leaseMs }: { worker: string; now: Date; leaseMs: number },
): Promise<LeasedJob | null> {
  const inQueue = transaction.selectFrom('jobs').where('queue', '=', queue);
  const { total } = await inQueue
    .select((select) => select.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const rows = await inQueue.selectAll().orderBy('due_at').orderBy('id').forUpdate().skipLocked().execute();
  if (rows.length < total) return null;
  if (rows.some((row) => isHeld(row, now))) return null;
  // What was begun goes first: the others wait for it.
  const [first] = rows
    .filter((row) => toTime(row.due_at) <= now)
    .sort((a, b) => Number(b.leased_by !== null) - Number(a.leased_by !== null));
  if (first === undefined) return null;
  const attempts = first.attempts + 1;
  const leasedUntil = new Date(now.getTime() + leaseMs);
  await transaction
    .updateTable('jobs')
    .set({ leased_by: worker, leased_until: leasedUntil, attempts })
    .where('id', '=', first.id)
    .execute();
  return { ...toJob(first), attempts };
}

function isHeld({ leased_until: until }: JobRow, now: Date): boolean {
  const time = toOptionalTime(until);
  return time !== null && time > now;
}

function toJob({ id, queue, payload, due_at: dueAt }: JobRow): Job {
  return { id, queue, payload: JSON.parse(payload) as unknown, dueAt: toTime(dueAt) };
}
