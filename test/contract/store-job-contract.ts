import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import type { Store } from '../../src/service/ports/store.ts';
import { importRecord } from '../helpers/import-record.ts';
import { newBank, type SuiteContext } from './store-fixtures.ts';

// 1. A job is leased once, by the first who asks after it is due; a lease that ran out is taken over and counted.
// 2. Jobs of one queue come one after the other in the order of their times, those of others side by side.
// 3. A lease that was lost can be neither renewed nor given back. What was given back can be begun again.
// 4. Of many workers at once, each job has exactly one, and no queue has two.

const start = new Date('2026-03-01T00:00:00.000Z');
const after = (ms: number) => new Date(start.getTime() + ms);
const any = { leaseMs: 1000, queue: null };

async function addJob(store: Store, id: string, queue: string, dueAt = start): Promise<void> {
  const record = importRecord({ id, bank: queue });
  await store.queueImport(record, Buffer.from('x'), { id, queue, payload: { n: 1 }, dueAt });
}

let lines = 0;
/** Ids and a bank that no other test has; jobs of other tests are not due. */
const unique = async (store: Store) => ({ line: `job-${++lines}`, bank: await newBank(store) });

export function jobContract(context: SuiteContext): void {
  describe('jobs', () => {
    it('are leased once, when they are due, and taken over when the lease has run out', async () => {
      const { store } = context;
      const { line, bank } = await unique(store);
      await addJob(store, line, bank, after(10));
      const only = { leaseMs: 1000, queue: bank };
      expect(await store.leaseJob('a', start, only)).toBeNull();
      const job = { id: line, queue: bank, payload: { n: 1 }, dueAt: after(10) };
      expect(await store.leaseJob('a', after(10), only)).toEqual({ ...job, attempts: 1 });
      expect(await store.leaseJob('b', after(1009), only)).toBeNull();
      expect(await store.renewLease({ jobId: line, worker: 'a' }, after(2000), { done: 1 })).toBe(true);
      expect(await store.leaseJob('b', after(1999), only)).toBeNull();
      expect(await store.leaseJob('b', after(2000), only)).toEqual({ ...job, attempts: 2 });
      expect(await store.renewLease({ jobId: line, worker: 'a' }, after(9000), null)).toBe(false);
      await store.releaseJob({ jobId: line, worker: 'a' }, after(0), false);
      expect(await store.leaseJob('c', after(2500), only)).toBeNull();
      await store.releaseJob({ jobId: line, worker: 'b' }, after(3000), false);
      expect(await store.leaseJob('c', after(2999), only)).toBeNull();
      expect(await store.leaseJob('c', after(3000), only)).toMatchObject({ attempts: 2 });
      await store.releaseJob({ jobId: line, worker: 'c' }, after(3000), true);
      expect(await store.leaseJob('c', after(3000), only)).toMatchObject({ attempts: 3 });
      await store.cancelImport(line, start);
      expect(await store.renewLease({ jobId: line, worker: 'c' }, after(9000), null)).toBe(false);
    });

    it('of one queue run one after the other, those of another beside them', async () => {
      const { store } = context;
      const [one, two] = [await unique(store), await unique(store)];
      await addJob(store, `${one.line}-b`, one.bank, after(2));
      await addJob(store, `${one.line}-a`, one.bank, after(1));
      await addJob(store, two.line, two.bank, after(3));
      const lease = async (at: number) => (await store.leaseJob('w', after(at), any))?.id;
      expect(await lease(3)).toBe(`${one.line}-a`);
      expect(await lease(3)).toBe(two.line);
      expect(await lease(3)).toBeUndefined();
      const options = { leaseMs: 1000, queue: one.bank };
      expect(await store.leaseJob('w', after(3), options)).toBeNull();
      for (const id of [`${one.line}-a`, two.line]) expect(await store.cancelImport(id, start)).toBe(true);
      expect(await lease(3)).toBe(`${one.line}-b`);
      expect(await store.cancelImport(`${one.line}-b`, start)).toBe(true);
    });

    it('have one worker each, however many ask at once', { timeout: 300_000 }, async () => {
      const { harness, store } = context;
      const queues = await Promise.all(Array.from({ length: 4 }, () => unique(store)));
      for (const { line, bank } of queues) {
        for (let n = 0; n < 4; n++) await addJob(store, `${line}-${n}`, bank, after(n));
      }
      const stores = [store, harness.open(), harness.open()];
      const done: string[] = [];
      const atWork = new Set<string>();
      const work = async (worker: string, own: Store): Promise<void> => {
        while (done.length < 16) {
          const job = await own.leaseJob(worker, after(10), { leaseMs: 60_000, queue: null });
          if (job === null) {
            await sleep(5);
            continue;
          }
          expect(atWork.has(job.queue)).toBe(false);
          atWork.add(job.queue);
          await sleep(5);
          atWork.delete(job.queue);
          done.push(job.id);
          await own.cancelImport(job.id, start);
        }
      };
      await Promise.all(stores.flatMap((own, n) => [work(`w${n}`, own), work(`v${n}`, own)]));
      expect(new Set(done).size).toBe(16);
      for (const { line } of queues) {
        expect(done.filter((id) => id.startsWith(`${line}-`))).toEqual(
          [0, 1, 2, 3].map((n) => `${line}-${n}`),
        );
      }
    });
  });
}
