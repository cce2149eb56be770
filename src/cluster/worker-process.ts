import cluster, { type Worker } from 'node:cluster';
import type { SupervisorMessage, WorkerMessage } from './messages.ts';

/** How a process ended: its exit code, or the signal that ended it. */
export interface WorkerExit {
  code: number | null;
  signal: string | null;
}

/** One worker process, from its fork to its end, as its supervisor sees it. */
export interface WorkerProcess {
  readonly slot: number;
  readonly pid: number | undefined;
  /** Whether it takes requests. */
  readonly isServing: boolean;
  /** Resolves when it takes requests; rejects with its reason when it ends before. */
  readonly opened: Promise<void>;
  readonly ended: Promise<WorkerExit>;
  tell(message: SupervisorMessage): void;
  /** Asks it to finish what is under way; ends it after `withinMs`. Resolves when it has ended. */
  stop(withinMs: number): Promise<void>;
}

export interface WorkerHandlers {
  onMessage: (from: WorkerProcess, message: WorkerMessage) => void;
  /** Whole lines of its log, with line ends. */
  onLog: (lines: string) => void;
}

/**
 * Starts this program once more as a worker.
 * @param environment of the worker, added to that of this process
 */
export function forkWorker(
  slot: number,
  environment: NodeJS.ProcessEnv,
  { onMessage, onLog }: WorkerHandlers,
): WorkerProcess {
  const worker = cluster.fork(environment);
  let isServing = false;
  let failure: Error | null = null;

  const ended = new Promise<WorkerExit>((resolve) => {
    worker.once('exit', (code: number | null, signal: string | null) => {
      isServing = false;
      resolve({ code, signal });
    });
  });
  const opened = new Promise<void>((resolve, reject) => {
    worker.once('listening', () => {
      isServing = true;
      resolve();
    });
    void ended.then((exit) => {
      reject(failure ?? new Error(`ended before it served (${describeExit(exit)})`));
    });
  });
  opened.catch(() => undefined);
  // A message to a worker that is just ending; its end is what matters.
  worker.on('error', () => undefined);

  const self: WorkerProcess = {
    slot,
    pid: worker.process.pid,
    get isServing() {
      return isServing;
    },
    opened,
    ended,
    tell(message) {
      if (worker.isConnected()) worker.send(message);
    },
    async stop(withinMs) {
      isServing = false;
      worker.process.kill('SIGTERM');
      const timer = setTimeout(() => worker.process.kill('SIGKILL'), withinMs);
      await ended;
      clearTimeout(timer);
    },
  };
  worker.on('message', (message: WorkerMessage) => {
    if (message.kind === 'failed') failure = Object.assign(new Error(message.message), message);
    onMessage(self, message);
  });
  passLines(worker, onLog);
  return self;
}

export function describeExit({ code, signal }: WorkerExit): string {
  return signal === null ? `exit code ${String(code)}` : `signal ${signal}`;
}

/** Lines of several processes must not be torn: what comes is passed on up to its last line end. */
function passLines({ process: { stdout } }: Worker, onLog: (lines: string) => void): void {
  let rest = '';
  stdout!.setEncoding('utf8').on('data', (chunk: string) => {
    const end = chunk.lastIndexOf('\n') + 1;
    if (end > 0) onLog(rest + chunk.slice(0, end));
    rest = end > 0 ? chunk.slice(end) : rest + chunk;
  });
}
