import { setTimeout as sleep } from 'node:timers/promises';
import type { BankStore } from '../ports/bank-store.ts';
import type { ChangeLog } from '../ports/change-log.ts';
import type { ChangeNotifier } from '../ports/change-notifier.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';

export interface OutsideWatchDependencies {
  store: Pick<BankStore, 'logsOutsideChanges' | 'findOutsideChanges'> & Pick<ChangeLog, 'bankVersions'>;
  notifier: Pick<ChangeNotifier, 'announce'>;
  clock: Clock;
  logger: Logger;
}

/** Looks for changes of other programs where the database does not log them by itself. */
export interface OutsideWatch {
  start(): void;
  stop(): Promise<void>;
  /** Whether it has to look; false as long as that is not known. */
  readonly isNeeded: boolean;
}

/** Looking may take at most this share of the time, so that it never burdens the database of large banks. */
const MOST_OF_TIME = 0.1;

/** @param intervalMs between two looks, > 0 */
export function createOutsideWatch(
  { store, notifier, clock, logger }: OutsideWatchDependencies,
  intervalMs: number,
): OutsideWatch {
  const stopping = new AbortController();
  const { signal } = stopping;
  let watching = Promise.resolve();
  let isNeeded = false;
  let hasFailed = false;

  const look = async (): Promise<void> => {
    const wasNeeded = isNeeded;
    isNeeded = !(await store.logsOutsideChanges());
    if (isNeeded && !wasNeeded)
      logger.warn(
        { intervalMs },
        'The database permits no triggers: changes of other programs are looked for',
      );
    if (!isNeeded) return;
    for (const bank of (await store.bankVersions()).keys()) {
      if (signal.aborted) return;
      const audit = { by: 'sql', at: clock.now(), reason: '其他程序改动了表里的行', importId: null };
      if (!(await store.findOutsideChanges(bank, audit))) continue;
      logger.info({ bank }, 'Another program changed rows of the bank, which is read anew');
      void notifier.announce(bank);
    }
  };

  const watch = async (): Promise<void> => {
    while (!signal.aborted) {
      const began = performance.now();
      try {
        await look();
        hasFailed = false;
      } catch (error) {
        // The index keeper says when the database is away.
        if (!hasFailed) logger.info({ error }, 'Changes of other programs could not be looked for; retrying');
        hasFailed = true;
      }
      const tookMs = performance.now() - began;
      await sleep(Math.max(intervalMs, tookMs / MOST_OF_TIME), undefined, { signal, ref: false }).catch(
        () => undefined,
      );
    }
  };

  return {
    start() {
      watching = watch();
    },
    async stop() {
      stopping.abort();
      await watching;
    },
    get isNeeded() {
      return isNeeded;
    },
  };
}
