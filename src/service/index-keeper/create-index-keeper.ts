import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../errors.ts';
import type { ChangeNotifier } from '../ports/change-notifier.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/logger.ts';
import type { SnapshotStore } from '../ports/snapshot-store.ts';
import type { SearchEngine } from '../search-engine.ts';
import { backOffMs } from '../back-off.ts';
import { createBankRegister } from './bank-register.ts';
import { coalesce } from './coalesce.ts';
import type { IndexKeeper } from './index-keeper.ts';
import type { IndexRoom } from './index-room.ts';
import type { LiveBank } from './live-bank.ts';
import { createOutage } from './outage.ts';
import { prepareIndex, type PreparedIndex } from './prepared-index.ts';
import { readBank, type IndexSource } from './read-bank.ts';
import { within } from '../within.ts';
import { createSnapshotWriter } from './snapshot-writer.ts';

export interface IndexKeeperDependencies {
  store: IndexSource;
  engine: SearchEngine;
  notifier: ChangeNotifier;
  /** Null: no snapshots are kept. */
  snapshots: SnapshotStore | null;
  clock: Clock;
  logger: Logger;
}

export interface IndexKeeperOptions {
  /** Between two looks at the bank versions, > 0; default 500. */
  pollIntervalMs?: number;
  /**
   * How long the store may take to tell the bank versions; longer counts as away. A database that hangs would
   * otherwise be noticed only when a statement times out. Default 1500.
   */
  versionsWithinMs?: number;
  /** Longest wait between retries while the store is away; default 10,000. */
  longestRetryMs?: number;
  /** How long a start waits for the store before it answers from snapshots; default 1500. */
  snapshotAfterMs?: number;
  /** How long after a change a snapshot is written; default 5000. */
  snapshotDelayMs?: number;
  /** Most memory for all indexes, about, in bytes; default Infinity. */
  memoryLimitBytes?: number;
}

/** A store that was busy for a moment must not make a write look lost until the next poll. */
const CATCH_UP_ATTEMPTS = 5;
const CATCH_UP_PAUSE_MS = 200;

/** An index keeper that polls the store and listens for announcements; it holds no bank until `start`. */
export function createIndexKeeper(
  { store, engine, notifier, snapshots, clock, logger }: IndexKeeperDependencies,
  {
    pollIntervalMs = 500,
    versionsWithinMs = 1500,
    longestRetryMs = 10_000,
    snapshotAfterMs = 1500,
    snapshotDelayMs = 5000,
    memoryLimitBytes = Infinity,
  }: IndexKeeperOptions = {},
): IndexKeeper {
  const register = createBankRegister();
  const refreshers = new Map<string, () => Promise<void>>();
  const outage = createOutage('The database', logger);
  /** Banks that the store gives but that cannot be indexed, with the time of the next attempt. */
  const faulty = new Map<string, { failures: number; retryAtMs: number; error: unknown }>();
  /** Refreshes that a round began and that have not ended: a long build does not hold up the other banks. */
  const underWay = new Map<string, Promise<void>>();
  const preparedIndexes = new Map<string, PreparedIndex>();
  const stopping = new AbortController();
  const { signal } = stopping;
  const writer = snapshots && createSnapshotWriter(snapshots, logger, snapshotDelayMs);
  let settled = false;
  let timer: NodeJS.Timeout | null = null;
  let polling = Promise.resolve();

  const nowMs = (): number => clock.now().getTime();

  const roomBeside = (name: string | null): IndexRoom => ({
    limitBytes: memoryLimitBytes,
    usedBytes: register.memoryBesideBytes(name),
    questionBytes: register.questionBytes,
  });

  const readAgain = async (name: string): Promise<void> => {
    const before = register.get(name);
    const prepared = preparedIndexes.get(name) ?? null;
    const after = await readBank(store, engine, name, before, { room: roomBeside(name), signal, prepared });
    // It follows on what was held when it was begun, or is of no use.
    if (after !== before && preparedIndexes.get(name) === prepared) {
      prepared.drop();
      preparedIndexes.delete(name);
    }
    faulty.delete(name);
    if (after === null) {
      if (register.drop(name)) writer?.removed(name);
      return;
    }
    register.hold(after, nowMs());
    if (after === before) return;
    const isKept = before?.fromSnapshot === true && after.index === before.index;
    if (!isKept) writer?.changed(after);
    if (before === null || before.fromSnapshot)
      logger.info(describe(after), 'A bank is ready to be searched');
  };

  const refresh = (name: string): Promise<void> => {
    let refresher = refreshers.get(name);
    if (refresher === undefined) {
      refresher = coalesce(() => readAgain(name));
      refreshers.set(name, refresher);
    }
    return refresher();
  };

  /** A fault of the store ends the round; a bank that cannot be indexed does not hold up the others. */
  const refreshInRound = async (name: string): Promise<void> => {
    const fault = faulty.get(name);
    if (fault !== undefined && fault.retryAtMs > nowMs()) return;
    try {
      await refresh(name);
    } catch (error) {
      if (signal.aborted) return;
      if (isStoreUnavailable(error)) throw error;
      const failures = (fault?.failures ?? 0) + 1;
      const retryAtMs = nowMs() + backOffMs(failures, 5 * pollIntervalMs, 60 * pollIntervalMs);
      faulty.set(name, { failures, retryAtMs, error });
      if (failures === 1)
        logger.error({ error, bank: name }, 'A bank cannot be indexed; its last state stays');
    }
  };

  const begin = (name: string): Promise<void> => {
    const refreshed = refreshInRound(name).finally(() => underWay.delete(name));
    refreshed.catch(() => undefined);
    underWay.set(name, refreshed);
    return refreshed;
  };

  const round = async (): Promise<void> => {
    const versions = await within(versionsWithinMs, store.bankVersions());
    register.see(versions);
    // One that was never held is looked at no more once it is gone.
    for (const name of faulty.keys()) if (!versions.has(name)) faulty.delete(name);
    const names = new Set([...versions.keys(), ...register.list().map(({ bank }) => bank.name)]);
    for (const name of names) {
      if (signal.aborted) return;
      const held = register.get(name);
      const isNewest = held?.bank.version === versions.get(name) && held?.fromSnapshot === false;
      // While it was away the database may have been put back and gone on: equal versions prove nothing then.
      if (isNewest && outage.failures === 0) register.hold(held, nowMs());
      else if (!underWay.has(name))
        await Promise.race([begin(name), sleep(pollIntervalMs, undefined, { ref: false })]);
    }
    if (!settled) await Promise.all(underWay.values());
  };

  const poll = async (): Promise<void> => {
    try {
      await round();
      settled = true;
      outage.succeeded();
    } catch (error) {
      outage.failed(error);
    }
    if (signal.aborted) return;
    const waitMs =
      outage.failures === 0 ? pollIntervalMs : backOffMs(outage.failures, pollIntervalMs, longestRetryMs);
    timer = setTimeout(() => {
      polling = poll();
    }, waitMs).unref();
  };

  /** What the snapshots hold, so that the store need only tell what changed since. */
  const loadSnapshots = async (from: SnapshotStore): Promise<void> => {
    for (const name of await from.list()) {
      const snapshot = await from.load(name);
      if (snapshot === null) continue;
      const { bank, vocabulary, mark, arrays } = snapshot;
      try {
        const index = await engine.restoreIndex(arrays, vocabulary);
        const live = { bank, vocabulary, index, mark, fromSnapshot: true };
        register.hold(live, bank.updatedAt.getTime());
        if (index.arrays().analysis !== arrays.analysis) writer?.changed(live);
      } catch (error) {
        await from.setAside(name, error);
      }
    }
  };

  const refreshQuietly = async (name: string): Promise<void> => {
    // The next round meets the same fault and deals with it.
    await refresh(name).catch(() => undefined);
  };

  return {
    async start() {
      notifier.subscribe((bank) => {
        if (!signal.aborted) void refreshQuietly(bank);
      });
      if (snapshots !== null) {
        await loadSnapshots(snapshots).catch((error: unknown) => {
          logger.warn({ error }, 'Snapshots could not be read');
        });
      }
      polling = poll();
      await Promise.race([polling, new Promise((resolve) => setTimeout(resolve, snapshotAfterMs).unref())]);
      if (register.hasSeenStore) await polling;
      if (settled) return;
      for (const live of register.list()) {
        settled = true;
        logger.warn(describe(live), 'A bank is answered from its snapshot until the database is back');
      }
    },
    async stop() {
      stopping.abort();
      // Refreshes wait for them.
      for (const prepared of preparedIndexes.values()) prepared.drop();
      if (timer !== null) clearTimeout(timer);
      await polling;
      await Promise.allSettled(underWay.values());
      await writer?.flush();
    },
    find: (name) => register.find(name),
    list: () => register.list(),
    async catchUp(name, version) {
      const isBehind = (): boolean => (register.get(name)?.bank.version ?? 0) < version;
      for (let attempt = 1; isBehind() && attempt <= CATCH_UP_ATTEMPTS && !signal.aborted; attempt++) {
        if (attempt > 1) await sleep(CATCH_UP_PAUSE_MS, undefined, { ref: false });
        await refreshQuietly(name);
      }
    },
    refresh: refreshQuietly,
    prepare(name, changes) {
      preparedIndexes.get(name)?.drop();
      preparedIndexes.delete(name);
      const prepared = changes && prepareIndex(engine, register.get(name), changes, roomBeside(name));
      if (prepared !== null) preparedIndexes.set(name, prepared);
    },
    get ready() {
      return settled && (register.list().length > 0 || register.isStoreEmpty);
    },
    get storeAway() {
      return outage.failures > 0 || !register.hasSeenStore;
    },
    health: () => register.health(nowMs()),
    faults: () => [...faulty].map(([bank, { error }]) => ({ bank, error })),
    get room() {
      return roomBeside(null);
    },
    get snapshotFault() {
      return writer?.fault ?? null;
    },
  };
}

function describe({ bank, index }: LiveBank) {
  return { bank: bank.name, version: bank.version, questions: index.size };
}

function isStoreUnavailable(error: unknown): boolean {
  return error instanceof AppError && error.code === 'store_unavailable';
}
