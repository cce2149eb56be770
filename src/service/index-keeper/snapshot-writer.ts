import type { Logger } from '../ports/logger.ts';
import type { SnapshotStore } from '../ports/snapshot-store.ts';
import type { LiveBank } from './live-bank.ts';

/** Saves changed banks in the background, the latest state of each at most once per `delayMs`. */
export interface SnapshotWriter {
  changed(live: LiveBank): void;
  removed(bank: string): void;
  /** Saves now what is still waiting. */
  flush(): Promise<void>;
}

/** A snapshot that cannot be written costs a log line: the next change tries again. */
export function createSnapshotWriter(
  snapshots: SnapshotStore,
  logger: Logger,
  delayMs: number,
): SnapshotWriter {
  const waiting = new Map<string, LiveBank | null>();
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();

  const write = async (bank: string, live: LiveBank | null): Promise<void> => {
    try {
      if (live === null) await snapshots.remove(bank);
      else await snapshots.save({ ...live, documents: [...live.index.documents()] });
    } catch (error) {
      logger.warn({ error, bank }, 'The snapshot of a bank could not be written');
    }
  };

  const writeWaiting = async (): Promise<void> => {
    for (const [bank, live] of waiting) {
      waiting.delete(bank);
      await write(bank, live);
    }
  };

  const flush = (): Promise<void> => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(writeWaiting);
    return writing;
  };

  const schedule = (bank: string, live: LiveBank | null): void => {
    waiting.set(bank, live);
    timer ??= setTimeout(() => void flush(), delayMs).unref();
  };

  return {
    changed(live) {
      schedule(live.bank.name, live);
    },
    removed(bank) {
      schedule(bank, null);
    },
    flush,
  };
}
