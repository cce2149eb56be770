import { readFileSync } from 'node:fs';

/**
 * Memory of a process and all that it started, in mebibytes: what is theirs alone, and their share of what they
 * share. Linux only.
 */
export function memoryOfTreeMb(pid: number): number {
  const own = Number(/^Pss:\s+(\d+) kB/m.exec(textOf(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) / 1024;
  return childrenOf(pid).reduce((sum, child) => sum + memoryOfTreeMb(child), own);
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
