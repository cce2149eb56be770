import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../ports/clock.ts';
import type { JobStore, Lease } from '../ports/job-store.ts';

/** So often within its time a lease is renewed. */
const RENEWALS = 5;
const LONGEST_PAUSE_MS = 1000;

export interface LeaseKeeper {
  /** Resolves when the job has gone to another worker or is no longer wanted; pending otherwise. */
  readonly lost: Promise<void>;
  pausedDuring<T>(work: () => Promise<T>): Promise<T>;
  stop(): void;
}

/** Renews a lease until it is stopped, keeping the progress each time. A store that is away is waited for. */
export function keepLease(
  { store, clock }: { store: Pick<JobStore, 'renewLease'>; clock: Clock },
  lease: Lease,
  leaseMs: number,
  progress: () => unknown,
): LeaseKeeper {
  const pauseMs = Math.min(leaseMs / RENEWALS, LONGEST_PAUSE_MS);
  const stopped = new AbortController();
  let paused = false;

  const renew = async (): Promise<boolean> => {
    try {
      return await store.renewLease(lease, new Date(clock.now().getTime() + leaseMs), progress());
    } catch {
      return true;
    }
  };

  const keep = async (): Promise<void> => {
    while (paused || (await renew())) {
      await sleep(pauseMs, undefined, { signal: stopped.signal, ref: false });
    }
  };

  return {
    lost: keep(),
    async pausedDuring(work) {
      paused = true;
      try {
        return await work();
      } finally {
        paused = false;
      }
    },
    stop() {
      stopped.abort();
    },
  };
}
