import type { WorkerMessage } from './messages.ts';
import type { WorkerProcess } from './worker-process.ts';

/**
 * Gathers what all workers report for the one that asks. What workers that have ended had counted is among it:
 * whoever watches a sum takes one that falls for a new beginning.
 */
export interface ReportCollector {
  collect(asker: WorkerProcess, id: number, of: readonly WorkerProcess[]): void;
  reported(worker: WorkerProcess, message: Extract<WorkerMessage, { kind: 'reported' }>): void;
  ended(worker: WorkerProcess): void;
}

/** Makes one report of the counts of several. */
export type SumCounts = (reports: readonly unknown[]) => Promise<unknown>;

/** @param withinMs of a worker that takes longer the report before is given, > 0 */
export function createReportCollector(withinMs: number, sumCounts: SumCounts): ReportCollector {
  /** Of each worker, also one that has been asked to end. */
  const latest = new Map<WorkerProcess, unknown>();
  let ofEnded = Promise.resolve<readonly unknown[]>([]);
  /** Workers that have still to report, by round. */
  const rounds = new Map<number, { missing: Set<WorkerProcess>; finish: () => void }>();
  let lastRound = 0;

  const arrived = (worker: WorkerProcess, round: number): void => {
    const open = rounds.get(round);
    if (open?.missing.delete(worker) === true && open.missing.size === 0) open.finish();
  };

  return {
    collect(asker, id, of) {
      const round = ++lastRound;
      const finish = (): void => {
        clearTimeout(timer);
        rounds.delete(round);
        void ofEnded.then((counts) => {
          asker.tell({ kind: 'collected', id, reports: [...counts, ...latest.values()] });
        });
      };
      const timer = setTimeout(finish, withinMs);
      rounds.set(round, { missing: new Set(of), finish });
      for (const worker of of) worker.tell({ kind: 'report', id: round });
    },
    reported(worker, { id, report }) {
      if (report !== null) latest.set(worker, report);
      arrived(worker, id);
    },
    ended(worker) {
      const report = latest.get(worker);
      latest.delete(worker);
      if (report !== undefined) {
        ofEnded = ofEnded.then((counts) =>
          sumCounts([...counts, report]).then(
            (sum) => [sum],
            () => counts,
          ),
        );
      }
      for (const round of rounds.keys()) arrived(worker, round);
    },
  };
}
