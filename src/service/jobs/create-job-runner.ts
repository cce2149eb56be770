import { AppError } from '../../errors.ts';
import { backOffMs } from '../back-off.ts';
import { newUlid } from '../new-ulid.ts';
import type { Clock } from '../ports/clock.ts';
import type { JobStore, Lease, LeasedJob } from '../ports/job-store.ts';
import type { Logger } from '../ports/logger.ts';
import { keepLease } from './keep-lease.ts';
import type { JobHandler } from './job-handler.ts';

export interface JobRunnerOptions {
  /** How long a job stays ours after we have died, in milliseconds, > 0; default 15,000. */
  leaseMs?: number;
  /** Between two looks for jobs that others have queued, > 0; default 1000. */
  pollIntervalMs?: number;
  /** Jobs at the same time, ≥ 1; default 2. */
  concurrency?: number;
}

/** Does the jobs of the store, beside the runners of other processes. */
export interface JobRunner {
  /** Begins to look for jobs. */
  start(): void;
  /** Takes no more jobs and gives those under way back, as soon as they can be left. */
  stop(): Promise<void>;
  /** Looks for jobs now. */
  wake(): void;
  /** Does the job of a queue whose turn it is here, also when not started. @returns whether there was one */
  runNext(queue: string): Promise<boolean>;
  /** What the handler of a job that runs here has reported last; undefined: it does not run here. */
  progressOf(jobId: string): unknown;
}

interface Dependencies {
  store: JobStore;
  clock: Clock;
  logger: Logger;
}

interface Running {
  abort: AbortController;
  progress: unknown;
  ended: Promise<void>;
}

const FIRST_RETRY_MS = 1000;
const LONGEST_RETRY_MS = 60_000;

/** A runner that takes jobs from `start` on. Any error of the store is waited out. */
export function createJobRunner(
  { store, clock, logger }: Dependencies,
  handler: JobHandler,
  { leaseMs = 15_000, pollIntervalMs = 1000, concurrency = 2 }: JobRunnerOptions = {},
): JobRunner {
  const running = new Map<string, Running>();
  let timer: NodeJS.Timeout | null = null;
  let looking: Promise<void> | null = null;
  let stopping = false;

  const perform = async (job: LeasedJob, lease: Lease, run: Running): Promise<void> => {
    const keeper = keepLease({ store, clock }, lease, leaseMs, () => run.progress);
    const { signal } = run.abort;
    keeper.lost.then(
      () => {
        run.abort.abort();
      },
      () => undefined,
    );
    try {
      await handler(job, {
        lease,
        signal,
        report: (progress) => {
          run.progress = progress;
        },
        commit: (transaction) => keeper.pausedDuring(transaction),
      });
    } catch (error) {
      const { attempts } = job;
      if (!signal.aborted) logger.warn({ error, job: job.id, attempts }, 'A job failed and is tried again');
      const waitMs = signal.aborted ? 0 : backOffMs(attempts, FIRST_RETRY_MS, LONGEST_RETRY_MS);
      const isStoreAway = error instanceof AppError && error.code === 'store_unavailable';
      await giveBack(lease, waitMs, !signal.aborted && !isStoreAway);
    } finally {
      keeper.stop();
    }
  };

  /** Where the store is away the lease runs out by itself. */
  const giveBack = async (lease: Lease, waitMs: number, counts: boolean): Promise<void> => {
    const dueAt = new Date(clock.now().getTime() + waitMs);
    await store.releaseJob(lease, dueAt, counts).catch((error: unknown) => {
      logger.warn({ error, job: lease.jobId }, 'A job could not be given back; its lease will run out');
    });
  };

  const takeOne = async (queue: string | null): Promise<Running | null> => {
    // One for each lease: a run whose lease has run out must not hold the one that is taken here after it.
    const worker = newUlid();
    const job = await store.leaseJob(worker, clock.now(), { leaseMs, queue });
    if (job === null) return null;
    const run: Running = { abort: new AbortController(), progress: null, ended: Promise.resolve() };
    if (stopping) run.abort.abort();
    const previous = running.get(job.id);
    previous?.abort.abort();
    running.set(job.id, run);
    run.ended = (previous?.ended ?? Promise.resolve())
      .then(() => perform(job, { jobId: job.id, worker }, run))
      .finally(() => {
        if (running.get(job.id) === run) running.delete(job.id);
        wake();
      });
    return run;
  };

  const look = async (): Promise<void> => {
    try {
      while (!stopping && running.size < concurrency && (await takeOne(null)) !== null);
    } catch {
      // Whoever follows the bank says that the store is away; the next look may find it back.
    }
  };

  function wake(): void {
    if (timer === null || stopping) return;
    looking = (looking ?? Promise.resolve()).then(look);
  }

  return {
    start() {
      timer ??= setInterval(wake, pollIntervalMs).unref();
      wake();
    },
    async stop() {
      stopping = true;
      if (timer !== null) clearInterval(timer);
      await looking;
      for (const { abort } of running.values()) abort.abort();
      await Promise.all([...running.values()].map(({ ended }) => ended));
    },
    wake,
    async runNext(queue) {
      const run = await takeOne(queue);
      await run?.ended;
      return run !== null;
    },
    progressOf: (jobId) => running.get(jobId)?.progress,
  };
}
