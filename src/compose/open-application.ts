import type { Logger } from 'pino';
import type { WorkerLink } from '../cluster/worker-link.ts';
import type { Config } from '../config/config.ts';
import type { AnsweringOptions } from '../service/answering/create-answering.ts';
import { createServices } from '../service/create-services.ts';
import { createIndexKeeper } from '../service/index-keeper/create-index-keeper.ts';
import { createOutsideWatch } from '../service/index-keeper/outside-watch.ts';
import type { IndexRoom } from '../service/index-keeper/index-room.ts';
import { withinIndexMemory } from '../service/within-index-memory.ts';
import { migrateOrRetry } from '../service/migrate-or-retry.ts';
import type { Cache } from '../service/ports/cache.ts';
import type { Store } from '../service/ports/store.ts';
import { createImportRunner } from '../service/transfer/create-import-runner.ts';
import type { Services } from '../service/use-cases/services.ts';
import { VERSION } from '../version.ts';
import { collectGarbage } from './collect-garbage.ts';
import { importInThread } from './import-thread.ts';
import { limitHeapGrowth } from './limit-heap-growth.ts';
import {
  openCaches,
  openEngine,
  openNotifier,
  openSnapshots,
  openStore,
  openTables,
} from './open-adapters.ts';
import { readOnlySnapshots } from './read-only-snapshots.ts';
import { systemClock as clock } from './system-clock.ts';

export interface Application {
  readonly services: Services;
  readonly store: Store;
  /** What users of chat channels said lately. */
  readonly conversations: Cache;
  /** Whether questions can be answered. */
  readonly isReady: boolean;
  /** Resolves when questions can be answered, or the first attempt has failed and others follow. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * The service without a door. Until it has started, its use cases are `not_ready`.
 * @param link where this process is a worker
 */
export async function openApplication(
  config: Config,
  logger: Logger,
  link: WorkerLink | null = null,
): Promise<Application> {
  limitHeapGrowth();
  const [store, { engine, segmenter, ranking, fingerprint }, caches, notifier, snapshots, tables] =
    await Promise.all([
      openStore(config, logger),
      openEngine(config, { logger }),
      openCaches(config, logger),
      openNotifier(config.redisUrl, link),
      openSnapshots(config, logger),
      openTables(config),
    ]);
  const { pollIntervalMs } = config;
  const memoryLimitBytes = config.indexMemoryMb === 0 ? Infinity : config.indexMemoryMb * 2 ** 20;
  const kept = link === null || link.slot === 1 ? snapshots : snapshots && readOnlySnapshots(snapshots);
  const keeper = createIndexKeeper(
    { store, engine, notifier, snapshots: kept, clock, logger },
    { pollIntervalMs, memoryLimitBytes },
  );
  const watch = createOutsideWatch({ store, notifier, clock, logger }, config.reconcileIntervalMs);
  const { cache, recentAsks, conversations } = caches;
  const room = (): IndexRoom => keeper.room;
  const resources = { store: withinIndexMemory(store, room), engine, notifier, keeper, clock, ...tables };
  const jobs = createImportRunner(resources, importInThread(config, room), logger);
  const parts = { ...resources, segmenter, ranking, cache, recentAsks, jobs, watch };
  const stopping = new AbortController();
  return {
    services: createServices(parts, answeringOptions(config, fingerprint)),
    store,
    conversations,
    get isReady() {
      return keeper.ready;
    },
    async start() {
      // While the database is being reached the segmenter takes its time.
      const migrated = migrateOrRetry(store, logger, stopping.signal);
      segmenter.open();
      await migrated;
      await keeper.start();
      // Of what building an index leaves behind nothing else would be taken back before much more has been made.
      collectGarbage({ compact: true });
      limitHeapGrowth();
      jobs.start();
      // The workers of a machine need only one of them to look.
      if (link === null || link.slot === 1) watch.start();
      const { name, fallbackReason } = segmenter;
      const state = { ready: keeper.ready, segmenter: name, fallbackReason, ranking: ranking.name };
      logger.info({ ...state, store: store.name }, 'Started');
    },
    async stop() {
      stopping.abort();
      await watch.stop();
      await jobs.stop();
      await keeper.stop();
      await Promise.all([cache?.close(), recentAsks.close(), conversations.close()]);
      await Promise.all([notifier.close(), store.close()]);
    },
  };
}

/** What the configuration says of answering. Cached results of another version, other data or another model are never met. */
export function answeringOptions(config: Config, engineFingerprint: string): AnsweringOptions {
  return {
    defaultBank: config.defaultBank,
    cacheNamespace: `${VERSION}:${engineFingerprint}`,
    cacheTtlMs: config.cacheTtlSeconds * 1000,
    emptyCacheTtlMs: config.cacheEmptyTtlSeconds * 1000,
  };
}
