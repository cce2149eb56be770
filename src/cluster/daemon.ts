import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readPidFile, type PidFileState } from './pid-file.ts';

export interface DaemonOptions {
  pidFile: string;
  /** Gets what the process writes before it has a log. */
  errorFile: string;
  environment: NodeJS.ProcessEnv;
}

/** The supervisor that runs in the background, as its pid file tells of it. */
export interface Daemon {
  state(): PidFileState;
  /**
   * Starts it and waits until it serves.
   * @throws Error with what it wrote, when it ended instead
   */
  launch(workers: number): Promise<void>;
  /** Asks it to end. @returns whether it has ended within `withinMs` @throws Error `EPERM` */
  stop(pid: number, withinMs: number): Promise<boolean>;
  /**
   * Has it replace its workers and waits for the outcome.
   * @returns null: all were replaced; else why not
   * @throws Error `EPERM`; Error when it ends meanwhile
   */
  reload(pid: number): Promise<string | null>;
}

const LOOK_EVERY_MS = 100;

export function openDaemon({ pidFile, errorFile, environment }: DaemonOptions): Daemon {
  const running = (pid: number) => {
    const state = readPidFile(pidFile);
    return state.kind === 'running' && state.pid === pid ? state.status : null;
  };

  return {
    state: () => readPidFile(pidFile),

    async launch(workers) {
      mkdirSync(path.dirname(errorFile), { recursive: true });
      const errors = openSync(errorFile, 'w');
      const args = [...process.execArgv, process.argv[1]!, 'serve', '--workers', String(workers)];
      const child = spawn(process.execPath, args, {
        detached: true,
        stdio: ['ignore', errors, errors],
        env: environment,
      });
      closeSync(errors);
      const failures: Error[] = [];
      child.on('error', (error) => failures.push(error));
      while (child.pid === undefined || running(child.pid)?.serving !== true) {
        if (failures.length > 0) throw failures[0]!;
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(readFileSync(errorFile, 'utf8').trim());
        await sleep(LOOK_EVERY_MS);
      }
      child.unref();
    },

    async stop(pid, withinMs) {
      const deadline = performance.now() + withinMs;
      process.kill(pid, 'SIGTERM');
      while (running(pid) !== null) {
        if (performance.now() > deadline) return false;
        await sleep(LOOK_EVERY_MS);
      }
      return true;
    },

    async reload(pid) {
      // One under way has read its settings before: what is waited for is the end of this one.
      const number = (running(pid)?.reloadsAsked ?? 0) + 1;
      process.kill(pid, 'SIGHUP');
      for (;;) {
        await sleep(LOOK_EVERY_MS);
        const status = running(pid);
        if (status === null) throw new Error(`Process ${pid} ended during the reload`);
        const end = status.reloadsEnded.find((ended) => ended.number === number);
        if (end !== undefined) return end.failure;
      }
    },
  };
}
