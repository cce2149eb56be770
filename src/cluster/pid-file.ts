import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { processIdentity } from './process-identity.ts';

/** What a supervisor says of itself in its pid file. */
export interface SupervisorStatus {
  workers: number;
  serving: boolean;
  /** Reloads that were asked for, ended or not; each is numbered by what it makes of this. */
  reloadsAsked: number;
  /** The latest that have ended, as they did. */
  reloadsEnded: readonly ReloadEnd[];
}

export interface ReloadEnd {
  number: number;
  /** Why it was given up; null: it was not. */
  failure: string | null;
}

/** What a pid file says of now. `stale`: its process has ended, or its id now belongs to another program. */
export type PidFileState =
  | { kind: 'running'; pid: number; status: SupervisorStatus }
  | { kind: 'stale'; pid: number; isOther: boolean }
  | { kind: 'absent' };

/** Lines of the file: process id, identity of the process, status as JSON. */
export function readPidFile(file: string): PidFileState {
  const [first = '', identity = '', status = ''] = textOf(file).split('\n');
  const pid = Number(first);
  if (!Number.isInteger(pid) || pid <= 0) return { kind: 'absent' };
  const now = processIdentity(pid);
  if (now === null || now !== identity) return { kind: 'stale', pid, isOther: now !== null };
  return { kind: 'running', pid, status: JSON.parse(status) as SupervisorStatus };
}

/** The pid file of this process. A change that cannot be written, as on a full disk, is left out. */
export interface OwnPidFile {
  update(change: Partial<SupervisorStatus>): void;
  /** No-op where another process has taken the file since. */
  remove(): void;
}

/**
 * Takes the pid file for this process, from a stale one too.
 * @throws Error when it cannot be written
 */
export function takePidFile(file: string, workers: number): OwnPidFile {
  let status: SupervisorStatus = { workers, serving: false, reloadsAsked: 0, reloadsEnded: [] };
  const write = (): void => {
    const temporary = `${file}.${process.pid}.tmp`;
    writeFileSync(
      temporary,
      `${process.pid}\n${processIdentity(process.pid) ?? ''}\n${JSON.stringify(status)}\n`,
    );
    renameSync(temporary, file);
  };
  mkdirSync(path.dirname(file), { recursive: true });
  write();
  return {
    update(change) {
      status = { ...status, ...change };
      attempt(write);
    },
    remove() {
      const state = readPidFile(file);
      if (state.kind !== 'running' || state.pid !== process.pid) return;
      attempt(() => {
        rmSync(file, { force: true });
      });
    },
  };
}

function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Nobody can act on it here; the reader of a file that is out of date sees that its process has ended.
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
