import type { Logger } from '../ports/logger.ts';
import type { SnapshotStore } from '../ports/snapshot-store.ts';
import type { LiveBank } from './live-bank.ts';

/** Saves changed banks in the background, the latest state of each at most once per `delayMs`, and large ones less often. */
export interface SnapshotWriter {
  changed(live: LiveBank): void;
  removed(bank: string): void;
  /** Why the last attempt failed; null: it did not. */
  readonly fault: string | null;
  /** Saves now what is still waiting. */
  flush(): Promise<void>;
}

/** What could not be written is tried again after so long. */
const RETRY_MS = 30_000;
/** Large snapshots take a while: so many times as long nothing is written. What is not in them the change log tells. */
const REST_TIMES = 50;

/** A snapshot that cannot be written, as on a full disk, costs nothing but the next quick start. */
export function createSnapshotWriter(
  snapshots: SnapshotStore,
  logger: Logger,
  delayMs: number,
): SnapshotWriter {
  const waiting = new Map<string, LiveBank | null>();
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();
  let fault: string | null = null;
  let restMs = 0;

  const save = async ({ bank, vocabulary, mark, index }: LiveBank): Promise<void> => {
    const startedMs = performance.now();
    await snapshots.save({ bank, vocabulary, mark, arrays: index.arrays() });
    restMs = (performance.now() - startedMs) * REST_TIMES;
  };

  const write = async (bank: string, live: LiveBank | null): Promise<void> => {
    try {
      if (live === null) await snapshots.remove(bank);
      else await save(live);
      if (fault !== null) logger.info({ bank }, 'Snapshots can be written again');
      fault = null;
    } catch (error) {
      if (fault === null) logger.warn({ error, bank }, 'The snapshot of a bank could not be written');
      fault = error instanceof Error ? error.message : String(error);
      // Unless a newer state is waiting already.
      if (!waiting.has(bank)) schedule(bank, live, RETRY_MS);
    }
  };

  const writeWaiting = async (): Promise<void> => {
    // What fails waits again, for another round.
    for (const [bank, live] of [...waiting]) {
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

  const schedule = (bank: string, live: LiveBank | null, afterMs = delayMs): void => {
    waiting.set(bank, live);
    timer ??= setTimeout(() => void flush(), Math.max(afterMs, restMs)).unref();
  };

  return {
    changed(live) {
      schedule(live.bank.name, live);
    },
    removed(bank) {
      schedule(bank, null);
    },
    get fault() {
      return fault;
    },
    flush,
  };
}
