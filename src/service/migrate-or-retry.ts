import { setTimeout as sleep } from 'node:timers/promises';
import { backOffMs } from './back-off.ts';
import type { Logger } from './ports/logger.ts';
import type { Store } from './ports/store.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 10_000;

/**
 * Brings the schema up to date. Resolves after the first attempt; where that failed, goes on trying in the
 * background until one succeeds or `signal` aborts. Never rejects.
 */
export async function migrateOrRetry(
  store: Pick<Store, 'migrate'>,
  logger: Logger,
  signal: AbortSignal,
): Promise<void> {
  const attempt = async (failures: number): Promise<boolean> => {
    try {
      const applied = await store.migrate();
      if (applied.length > 0 || failures > 0) logger.info({ applied }, 'The schema is up to date');
      return true;
    } catch (error) {
      if (failures === 0) logger.warn({ error }, 'The schema could not be checked; retrying');
      return false;
    }
  };
  const retry = async (): Promise<void> => {
    for (let failures = 1; !signal.aborted; failures++) {
      await sleep(backOffMs(failures, FIRST_WAIT_MS, LONGEST_WAIT_MS), undefined, { signal, ref: false });
      if (await attempt(failures)) return;
    }
  };
  // Only an abort ends the waiting early.
  if (!(await attempt(0))) void retry().catch(() => undefined);
}
