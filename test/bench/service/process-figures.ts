import { readFileSync } from 'node:fs';

/** USER_HZ, the same on all architectures that Node runs on. */
const TICKS_PER_SECOND = 100;

/**
 * Memory of a process and all that it started, in mebibytes: what is theirs alone, and their share of what they
 * share. Linux only.
 */
export function memoryOfTreeMb(pid: number): number {
  const own = Number(/^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
  return childrenOf(pid).reduce((sum, child) => sum + memoryOfTreeMb(child), own);
}

/** Processor time of a process and all that it started and that still runs, in milliseconds. Linux only. */
export function cpuOfTreeMs(pid: number): number {
  const stat = textOf(`/proc/${pid}/stat`);
  // Behind the name of the program, which may itself hold brackets: user and system time are the 12th and 13th.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const own = (Number(fields[11] ?? 0) + Number(fields[12] ?? 0)) * (1000 / TICKS_PER_SECOND);
  return childrenOf(pid).reduce((sum, child) => sum + cpuOfTreeMs(child), own);
}

function childrenOf(pid: number): number[] {
  return textOf(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean).map(Number);
}

/** Empty for a process that has just ended. */
function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
