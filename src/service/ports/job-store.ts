/** Work that is to be done once, by whichever process has time. */
export interface Job {
  id: string;
  /** Jobs of one queue run one after the other, in the order of `dueAt`; those of different queues side by side. */
  queue: string;
  /** JSON value: what the work needs to know. */
  payload: unknown;
  /** Not before this time. */
  dueAt: Date;
}

/** Who works on a job: the right to end it, which another worker takes over once it has run out. */
export interface Lease {
  jobId: string;
  worker: string;
}

export interface LeasedJob extends Job {
  /** How often it was begun, this time included; being given back in order does not count. */
  attempts: number;
}

export interface JobStore {
  /**
   * Leases the first job that is due in a queue where nobody works; atomic between processes.
   * @param options.leaseMs how long the lease holds without `renewLease`
   * @param options.queue where to look; null: in every queue
   * @returns null when there is nothing to do now
   */
  leaseJob(
    worker: string,
    now: Date,
    options: { leaseMs: number; queue: string | null },
  ): Promise<LeasedJob | null>;
  /**
   * Holds the lease for longer and keeps how far the work has come.
   * @param progress JSON value
   * @returns false when the job has gone to another worker, or is no longer wanted
   */
  renewLease(lease: Lease, until: Date, progress: unknown): Promise<boolean>;
  /**
   * Gives the job back so that another may begin it, from `dueAt` on. No-op when the lease is lost.
   * @param counts whether this attempt counts among the job's attempts: it failed by its own fault
   */
  releaseJob(lease: Lease, dueAt: Date, counts: boolean): Promise<void>;
}
