/**
 * 1. A job whose lease ran out while the store was away is taken again, by another lease: the first run is told to end,
 *    and the second begins when it has ended, holds the lease and tells of its progress.
 * 2. Stopping waits until it has ended.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, onTestFinished } from 'vitest';
import { AppError } from '../../../../src/errors.ts';
import { createJobRunner } from '../../../../src/service/jobs/create-job-runner.ts';
import type { JobHandler } from '../../../../src/service/jobs/job-handler.ts';
import type { Lease } from '../../../../src/service/ports/job-store.ts';
import { eventually } from '../../../helpers/eventually.ts';
import { importRecord } from '../../../helpers/import-record.ts';
import { recordingLogger } from '../../../helpers/recording-logger.ts';
import { sqliteStore } from '../../../helpers/sqlite-store.ts';
import { SETTINGS, TESTER } from '../sample-content.ts';

const LEASE_MS = 60_000;

describe('a job whose lease has run out', () => {
  it('is never done twice at once in one process', async () => {
    const store = await sqliteStore();
    await store.createBank('finance', SETTINGS, TESTER);
    let now = new Date('2026-03-01T08:00:00Z');
    let isAway = true;
    const leases: Lease[] = [];
    const ends: (() => void)[] = [];
    let atOnce = 0;
    let mostAtOnce = 0;
    const handler: JobHandler = async (_job, context) => {
      mostAtOnce = Math.max(mostAtOnce, ++atOnce);
      leases.push(context.lease);
      context.report(leases.length);
      // It cannot be left at once: what is under way ends first.
      await new Promise<void>((resolve) => ends.push(resolve));
      atOnce--;
      context.signal.throwIfAborted();
    };
    const jobs = createJobRunner(
      {
        store: {
          ...store,
          renewLease: (lease, until, progress) =>
            isAway
              ? Promise.reject(new AppError('store_unavailable'))
              : store.renewLease(lease, until, progress),
        },
        clock: { now: () => now },
        logger: recordingLogger(),
      },
      handler,
      { leaseMs: LEASE_MS, pollIntervalMs: 10 },
    );
    onTestFinished(async () => {
      for (const end of ends) end();
      await jobs.stop();
      await store.close();
    });
    const job = { id: 'import-1', queue: 'finance', payload: null, dueAt: now };
    await store.queueImport(importRecord({ id: job.id, bank: job.queue }), Buffer.from('x'), job);
    jobs.start();
    await eventually(() => jobs.progressOf(job.id) === 1);

    now = new Date(now.getTime() + LEASE_MS);
    await eventually(() => jobs.progressOf(job.id) === null || mostAtOnce > 1);
    isAway = false;
    ends[0]!();
    await eventually(() => leases.length === 2);
    expect(mostAtOnce).toBe(1);
    expect(jobs.progressOf(job.id)).toBe(2);
    const leasedUntil = new Date(now.getTime() + LEASE_MS);
    expect(await store.renewLease(leases[0]!, leasedUntil, null)).toBe(false);
    expect(await store.renewLease(leases[1]!, leasedUntil, null)).toBe(true);

    let hasStopped = false;
    const stopped = jobs.stop().then(() => (hasStopped = true));
    await sleep(50);
    expect(hasStopped).toBe(false);
    ends[1]!();
    await stopped;
    expect(atOnce).toBe(0);
  });
});
