import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { findProgram } from './availability.ts';

/** A program that a test can start, freeze, kill and start again on the same data. */
export interface ServerProcess {
  /** Starts the program and waits until it is ready. Rejects with its output if it ends or takes too long. */
  start(): Promise<void>;
  /** Asks it to end and waits; kills it after ten seconds. No-op if it is not running. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** Ends it at once, as a crash would. */
  kill(): Promise<void>;
  /** Freezes it: connections stay open, nothing is answered. Resolves when every thread of it stands still. */
  pause(): Promise<void>;
  resume(): void;
  readonly pid: number | undefined;
  /** What it has printed since its last start. */
  readonly output: string;
}

export interface ServerCommand {
  command: string;
  args: string[];
  /** Default: the environment of this process. */
  env?: NodeJS.ProcessEnv;
  cwd?: string;
  /** Resolves to true when the server answers; a rejection counts as "not yet". */
  isReady: () => Promise<boolean>;
  readyWithinMs?: number;
}

// A test worker that is killed runs no exit handlers; where Linux offers it, the kernel ends what it started.
const setpriv = findProgram('setpriv');
const endWithParent = setpriv === undefined ? [] : [setpriv, '--pdeathsig', 'TERM', '--'];

export function serverProcess(server: ServerCommand): ServerProcess {
  let child: ChildProcess | undefined;
  let output = '';

  const running = () => child?.exitCode === null && child.signalCode === null;
  const killOnExit = () => child?.kill('SIGKILL');

  const end = async (signal: NodeJS.Signals) => {
    if (!child || !running()) return;
    const ended = once(child, 'exit');
    child.kill('SIGCONT');
    child.kill(signal);
    const timer = setTimeout(killOnExit, 40_000);
    await ended;
    clearTimeout(timer);
    process.off('exit', killOnExit);
  };

  return {
    async start() {
      output = '';
      const [command, ...args] = [...endWithParent, server.command, ...server.args] as [string, ...string[]];
      const started = spawn(command, args, {
        cwd: server.cwd,
        env: server.env ?? process.env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      child = started;
      process.on('exit', killOnExit);
      let failure: Error | undefined;
      started.on('error', (error) => (failure = error));
      for (const stream of [started.stdout, started.stderr]) {
        stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
      }
      const deadline = Date.now() + (server.readyWithinMs ?? 200_000);
      while (!(await server.isReady().catch(() => false))) {
        if (failure || !running() || Date.now() > deadline) {
          await end('SIGKILL');
          throw new Error(`${server.command} did not start: ${failure?.message ?? ''}\n${output}`);
        }
        await sleep(50);
      }
    },
    stop: (signal = 'SIGTERM') => end(signal),
    kill: () => end('SIGKILL'),
    async pause() {
      child?.kill('SIGSTOP');
      while (running() && !isFrozen(child!.pid!)) await sleep(5);
    },
    resume: () => void child?.kill('SIGCONT'),
    get pid() {
      return running() ? child?.pid : undefined;
    },
    get output() {
      return output;
    },
  };
}

/** The signal reaches the threads of a busy machine one by one. Without /proc there is no telling. */
function isFrozen(pid: number): boolean {
  const threads = `/proc/${pid}/task`;
  if (!existsSync(threads)) return true;
  return readdirSync(threads).every((thread) => stateOf(`${threads}/${thread}/stat`) === 'T');
}

/** The letter after the name of the program, which may itself hold brackets. Empty: the thread has ended. */
function stateOf(statFile: string): string {
  try {
    const stat = readFileSync(statFile, 'utf8');
    return stat.charAt(stat.lastIndexOf(')') + 2);
  } catch {
    return '';
  }
}
