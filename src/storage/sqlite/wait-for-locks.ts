import { setTimeout as sleep } from 'node:timers/promises';
import { isBusy } from './sqlite-errors.ts';

const PAUSE_MS = 10;

/**
 * Does `work` again as long as another connection holds the lock that it needs, with a timer rather than with SQLite's,
 * which would stop the whole process.
 * @param timeoutMs how long it is tried
 */
export async function waitForLocks<T>(timeoutMs: number, work: () => T | Promise<T>): Promise<T> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || Date.now() > deadline) throw error;
    }
    await sleep(PAUSE_MS * (0.5 + Math.random()));
  }
}
