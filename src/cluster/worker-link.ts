import cluster from 'node:cluster';
import { once } from 'node:events';
import type { SupervisorMessage, WorkerMessage } from './messages.ts';

/** The line of a worker process to its supervisor and, through it, to its siblings. */
export interface WorkerLink {
  /** 1 for the first worker, which does what only one of them should. */
  readonly slot: number;
  /** Says that the worker has started, until the supervisor lets it open its port or `signal` aborts. */
  awaitAdmission(isReady: () => boolean, signal: AbortSignal): Promise<void>;
  failed(error: unknown): void;
  announce(bank: string): void;
  onAnnouncement(listener: (bank: string) => void): void;
  /** What this worker answers when a sibling collects reports. */
  reportWith(makeReport: () => Promise<unknown>): void;
  /** Gives a last report before the end, when nothing more comes to be told. */
  reportLast(): Promise<void>;
  /** Reports of all workers, those that have ended as one. @throws Error when the supervisor does not answer */
  collectReports(): Promise<unknown[]>;
  /** Lets the process end: an open line would keep it. */
  close(): void;
}

const SAID_AGAIN_AFTER_MS = 250;
const COLLECTED_WITHIN_MS = 5000;

/**
 * Null in a process that no supervisor has started.
 * @param slot as the supervisor gave it
 */
export function openWorkerLink(slot: number): WorkerLink | null {
  const { worker } = cluster;
  if (worker === undefined) return null;
  const waiting = new Map<number, (reports: unknown[]) => void>();
  const listeners = new Set<(bank: string) => void>();
  let makeReport = (): Promise<unknown> => Promise.resolve(null);
  let opened = (): void => undefined;
  let lastId = 0;

  const tell = (message: WorkerMessage): void => {
    if (worker.isConnected()) worker.send(message);
  };

  const report = async (id: number): Promise<void> => {
    tell({ kind: 'reported', id, report: await makeReport() });
  };

  const receive = async (message: SupervisorMessage): Promise<void> => {
    switch (message.kind) {
      case 'open':
        opened();
        break;
      case 'announce':
        for (const listener of listeners) listener(message.bank);
        break;
      case 'report':
        await report(message.id);
        break;
      case 'collected':
        waiting.get(message.id)?.(message.reports);
        waiting.delete(message.id);
        break;
    }
  };
  worker.on('message', (message: SupervisorMessage) => void receive(message));

  return {
    slot,
    async awaitAdmission(isReady, signal) {
      // It would not tell any more.
      if (signal.aborted) return;
      const say = (): void => {
        tell({ kind: 'started', ready: isReady() });
      };
      const repeat = setInterval(say, SAID_AGAIN_AFTER_MS);
      const admitted = new Promise<void>((resolve) => (opened = resolve));
      say();
      await Promise.race([admitted, once(signal, 'abort')]);
      clearInterval(repeat);
    },
    failed(error) {
      const { message, code, syscall }: NodeJS.ErrnoException =
        error instanceof Error ? error : new Error(String(error));
      tell({ kind: 'failed', message, code, syscall });
    },
    announce(bank) {
      tell({ kind: 'announce', bank });
    },
    onAnnouncement(listener) {
      listeners.add(listener);
    },
    reportWith(make) {
      makeReport = make;
    },
    reportLast: () => report(0),
    collectReports() {
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error('The supervisor did not answer'));
        }, COLLECTED_WITHIN_MS);
        waiting.set(id, (reports) => {
          clearTimeout(timer);
          resolve(reports);
        });
        tell({ kind: 'collect', id });
      });
    },
    close() {
      worker.disconnect();
    },
  };
}
