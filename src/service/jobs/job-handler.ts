import type { LeasedJob, Lease } from '../ports/job-store.ts';

/** What a handler is given beside its job. */
export interface JobContext {
  readonly lease: Lease;
  /** Aborted when the job is no longer ours: cancelled, taken over by another worker, or the process stops. */
  readonly signal: AbortSignal;
  /** Says how far the work has come, as a JSON value. Cheap: it is kept from time to time. */
  report(progress: unknown): void;
  /** Runs the transaction that ends the job; the lease is not renewed meanwhile, as that would wait for it. */
  commit<T>(transaction: () => Promise<T>): Promise<T>;
}

/**
 * Does a job and ends it in the store. When it throws, the job is given back and done anew some time later: by
 * then it may have been done in part, so what must not happen twice belongs to the transaction that ends it.
 */
export type JobHandler = (job: LeasedJob, context: JobContext) => Promise<void>;
