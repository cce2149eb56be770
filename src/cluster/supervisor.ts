import cluster from 'node:cluster';
import { setTimeout as sleep } from 'node:timers/promises';
import { backOffMs } from '../service/back-off.ts';
import type { Logger } from '../service/ports/logger.ts';
import { createReportCollector, type SumCounts } from './collect-reports.ts';
import type { WorkerMessage } from './messages.ts';
import { describeExit, forkWorker, type WorkerHandlers, type WorkerProcess } from './worker-process.ts';

/** Keeps a number of worker processes serving. */
export interface Supervisor {
  /** Resolves when the first worker serves. Rejects, with all workers ended, when one ends before any serves. */
  start(): Promise<void>;
  /**
   * Replaces the workers one by one, each by a new one that can answer. Where that does not come about, the
   * workers that are left go on as they are. Calls during a reload share the one that follows it.
   * @throws Error why not all were replaced
   */
  reload(): Promise<void>;
  /** Ends all workers once they have finished what is under way. */
  stop(): Promise<void>;
}

export interface SupervisorOptions {
  /** ≥ 1 */
  workers: number;
  logger: Logger;
  /** Of the worker in a slot, 1 for the first; by it the worker learns its slot. */
  environmentOf: (slot: number) => NodeJS.ProcessEnv;
  /** Whole lines of the workers' logs. */
  onLog: (lines: string) => void;
  /** How long a worker may take to end when asked, in milliseconds. */
  stopWithinMs: number;
  /** How long a worker that replaces another may take until it can answer. */
  readyWithinMs: number;
  /** For what workers report to each other through this process. */
  sumCounts: SumCounts;
}

const FIRST_RESTART_MS = 200;
const LONGEST_RESTART_MS = 30_000;
/** A worker that has run for so long was well: what ends it later is a new failure. */
const WELL_AFTER_MS = 60_000;
const REPORTS_WITHIN_MS = 2000;

export function createSupervisor(options: SupervisorOptions): Supervisor {
  const { workers, logger, environmentOf, onLog, stopWithinMs, readyWithinMs, sumCounts } = options;
  const slots = Array.from({ length: workers }, (_, index) => index + 1);
  /** The worker of each slot; while one is being replaced it is the old one. */
  const current = new Map<number, WorkerProcess>();
  const alive = new Set<WorkerProcess>();
  const reports = createReportCollector(REPORTS_WITHIN_MS, sumCounts);
  let hasServed = false;
  const stopping = new AbortController();
  const isStopping = (): boolean => stopping.signal.aborted;

  const serving = (): WorkerProcess[] => [...alive].filter(({ isServing }) => isServing);

  const onMessage = (from: WorkerProcess, message: WorkerMessage): void => {
    switch (message.kind) {
      case 'started':
        // One that cannot answer yet would only take requests away from those that can.
        if (message.ready || serving().length === 0) from.tell({ kind: 'open' });
        break;
      case 'announce':
        for (const worker of alive) if (worker !== from) worker.tell(message);
        break;
      case 'collect':
        reports.collect(from, message.id, serving());
        break;
      case 'reported':
        if (alive.has(from)) reports.reported(from, message);
        break;
      case 'failed':
        break;
    }
  };

  const fork = (slot: number): WorkerProcess => {
    const handlers: WorkerHandlers = { onMessage, onLog };
    const worker = forkWorker(slot, environmentOf(slot), handlers);
    alive.add(worker);
    void worker.ended.then(() => {
      alive.delete(worker);
      reports.ended(worker);
    });
    void worker.opened.then(
      () => {
        hasServed = true;
        logger.info({ slot, worker: worker.pid }, 'A worker serves');
      },
      () => undefined,
    );
    return worker;
  };

  /** Runs workers in `slot`, the next one when one has ended by itself. */
  const occupy = async (slot: number, first: WorkerProcess): Promise<void> => {
    let worker = first;
    let failures = 0;
    for (;;) {
      current.set(slot, worker);
      const startedAtMs = performance.now();
      const exit = await worker.ended;
      // What ends before anything has served ends the start; who was replaced has a successor.
      if (!hasServed || isStopping() || current.get(slot) !== worker) return;
      failures = performance.now() - startedAtMs > WELL_AFTER_MS ? 1 : failures + 1;
      const waitMs = Math.round(backOffMs(failures, FIRST_RESTART_MS, LONGEST_RESTART_MS));
      const facts = { slot, worker: worker.pid, reason: describeExit(exit), failures, waitMs };
      logger.error(facts, 'A worker ended by itself; another one starts');
      await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (isStopping() || current.get(slot) !== worker) return;
      worker = fork(slot);
    }
  };

  /** A worker in the place of that of `slot`, once it can answer. */
  const replace = async (slot: number): Promise<void> => {
    const successor = fork(slot);
    const timer = new AbortController();
    const late = sleep(readyWithinMs, undefined, { signal: timer.signal }).then(() => {
      throw new Error(`cannot answer after ${readyWithinMs} ms`);
    });
    try {
      await Promise.race([successor.opened, late]);
    } catch (error) {
      if (alive.has(successor)) await successor.stop(stopWithinMs);
      throw error;
    } finally {
      timer.abort();
      late.catch(() => undefined);
    }
    const predecessor = current.get(slot);
    void occupy(slot, successor);
    if (predecessor !== undefined && alive.has(predecessor)) await predecessor.stop(stopWithinMs);
  };

  const stopAll = async (): Promise<void> => {
    stopping.abort();
    await Promise.all([...alive].map((worker) => worker.stop(stopWithinMs)));
  };

  const replaceAll = async (): Promise<void> => {
    for (const slot of slots) {
      if (isStopping()) return;
      await replace(slot);
    }
  };
  let reloading: Promise<void> = Promise.resolve();
  let nextReload: Promise<void> | null = null;

  return {
    async start() {
      cluster.setupPrimary({ stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
      const first = slots.map(fork);
      first.forEach((worker) => void occupy(worker.slot, worker));
      try {
        await Promise.race(first.map(({ opened }) => opened));
      } catch (error) {
        await stopAll();
        throw error;
      }
    },
    reload() {
      nextReload ??= reloading.then(() => {
        nextReload = null;
        return replaceAll();
      });
      reloading = nextReload.catch(() => undefined);
      return nextReload;
    },
    stop: stopAll,
  };
}
