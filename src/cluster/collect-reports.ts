import type { WorkerMessage } from './messages.ts';
import type { WorkerProcess } from './worker-process.ts';

/** Gathers what all workers report for the one that asks. */
export interface ReportCollector {
  collect(asker: WorkerProcess, id: number, of: readonly WorkerProcess[]): void;
  reported(message: Extract<WorkerMessage, { kind: 'reported' }>): void;
}

/** @param withinMs a worker that takes longer is left out, > 0 */
export function createReportCollector(withinMs: number): ReportCollector {
  const rounds = new Map<number, (report: unknown) => void>();
  let lastRound = 0;

  return {
    collect(asker, id, of) {
      const round = ++lastRound;
      const reports: unknown[] = [];
      const finish = (): void => {
        clearTimeout(timer);
        rounds.delete(round);
        asker.tell({ kind: 'collected', id, reports });
      };
      const timer = setTimeout(finish, withinMs);
      rounds.set(round, (report) => {
        reports.push(report);
        if (reports.length === of.length) finish();
      });
      for (const worker of of) worker.tell({ kind: 'report', id: round });
    },
    reported({ id, report }) {
      rounds.get(id)?.(report);
    },
  };
}
