import path from 'node:path';
import { pino, type Logger } from 'pino';
import type { Opened, Probes } from './cli/runtime.ts';
import type { Config } from './config/config.ts';
import type { LoadedConfig } from './config/load-config.ts';
import type { QuestionDocument } from './engine/index.ts';
import type { LazySegmenter } from './segmenter/lazy-segmenter.ts';
import { createCache } from './cache/create-cache.ts';
import { defaultSettings } from './service/administration/bank-settings.ts';
import { createAnswering, type AnsweringOptions } from './service/answering/create-answering.ts';
import { createServices } from './service/create-services.ts';
import { createSearchEngine } from './service/create-search-engine.ts';
import { createFixedIndexKeeper } from './service/index-keeper/fixed-index-keeper.ts';
import { createIndexKeeper } from './service/index-keeper/create-index-keeper.ts';
import { migrateOrRetry } from './service/migrate-or-retry.ts';
import type { Cache } from './service/ports/cache.ts';
import type { ChangeNotifier } from './service/ports/change-notifier.ts';
import type { Clock } from './service/ports/clock.ts';
import type { SnapshotStore } from './service/ports/snapshot-store.ts';
import type { Store } from './service/ports/store.ts';
import type { SearchEngine } from './service/search-engine.ts';
import type { QuestionAnswering, Services } from './service/use-cases.ts';
import { stopSignal } from './stop-signal.ts';
import { VERSION } from './version.ts';

const PACKAGE_FOLDER = path.join(import.meta.dirname, '..');
const LANGUAGE_FOLDER = path.join(PACKAGE_FOLDER, 'data');
const WEB_FOLDER = path.join(PACKAGE_FOLDER, 'dist/web');
const RECENT_ASKS_BYTES = 8 * 1024 * 1024;

const clock: Clock = { now: () => new Date() };

/** Serves HTTP until the process is asked to stop, then finishes the requests under way. */
export async function serve({ config, warnings }: LoadedConfig): Promise<void> {
  const logger = pino({ level: config.logLevel, serializers: { error: pino.stdSerializers.err } });
  for (const warning of warnings) logger.warn(warning);
  const stopped = stopSignal();
  const application = await openApplication(config, logger);
  const server = await openServer(config, application, logger);
  logger.info({ version: VERSION, host: config.host, port: server.port }, 'Listening');

  const signal = await Promise.race([stopped, application.start().then(() => stopped)]);
  logger.info({ signal }, 'Stopping: requests under way are finished');
  const cutOff = await server.close(config.shutdownGraceMs);
  await application.stop();
  logger.info({ cutOff }, 'Stopped');
}

/** The use cases for one command: nothing is cached, and the store must be there. */
export async function openServices(config: Config, searchable: boolean): Promise<Opened<Services>> {
  const logger = pino({ level: 'silent' });
  const store = await openStore(config);
  const notifier = await openNotifier(searchable ? null : config.redisUrl);
  const { engine, segmenter } = await openEngine(config);
  const keeper = searchable
    ? createIndexKeeper({ store, engine, notifier, snapshots: null, clock, logger })
    : createFixedIndexKeeper([]);
  const parts = {
    store,
    notifier,
    engine,
    segmenter,
    keeper,
    clock,
    cache: null,
    recentAsks: createCache([]),
  };
  const close = async (): Promise<void> => {
    await keeper.stop();
    await notifier.close();
    await store.close();
  };
  try {
    await store.migrate();
    await keeper.start();
  } catch (error) {
    await close();
    throw error;
  }
  return { value: createServices(parts, answeringOptions(config)), close };
}

/** Searches over these documents alone, as the service searches a bank of this name. */
export async function openAnswering(
  config: Config,
  name: string,
  documents: readonly QuestionDocument[],
): Promise<QuestionAnswering> {
  const { engine } = await openEngine(config);
  const [at, by] = [clock.now(), 'jieda'];
  const bank = {
    ...defaultSettings(name),
    name,
    version: 1,
    createdAt: at,
    createdBy: by,
    updatedAt: at,
    updatedBy: by,
  };
  const vocabulary = { words: [], synonyms: [] };
  const index = engine.buildIndex(documents, vocabulary);
  const keeper = createFixedIndexKeeper([{ bank, vocabulary, index, fromSnapshot: false }]);
  const store = { recordFeedback: () => Promise.resolve() };
  return createAnswering({ keeper, cache: null, recentAsks: createCache([]), store, clock });
}

/** @returns at once: the store connects with the first call */
export async function openStore({ mysqlUrl, sqliteFile }: Config): Promise<Store> {
  const storage = await import('./storage/index.ts');
  return storage.openStore({ mysqlUrl: mysqlUrl ?? undefined, sqliteFile });
}

export const probes: Probes = {
  async segmenter(config) {
    const { segmenter } = await openEngine(config);
    return { name: segmenter.name, fallbackReason: segmenter.fallbackReason };
  },
  async redis(redisUrl) {
    const { pingRedis } = await import('./cache/ping-redis.ts');
    return pingRedis(redisUrl);
  },
};

interface Application {
  services: Services;
  store: Store;
  /** Resolves when questions can be answered, or the first attempt has failed and others follow. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

async function openApplication(config: Config, logger: Logger): Promise<Application> {
  const [store, { engine, segmenter }, caches, notifier, snapshots] = await Promise.all([
    openStore(config),
    openEngine(config),
    openCaches(config, logger),
    openNotifier(config.redisUrl),
    openSnapshots(config, logger),
  ]);
  const { pollIntervalMs } = config;
  const keeper = createIndexKeeper({ store, engine, notifier, snapshots, clock, logger }, { pollIntervalMs });
  const parts = { store, engine, segmenter, notifier, keeper, clock, ...caches };
  const stopping = new AbortController();
  return {
    services: createServices(parts, answeringOptions(config)),
    store,
    async start() {
      const migrated = migrateOrRetry(store, logger, stopping.signal);
      segmenter.open();
      await migrated;
      await keeper.start();
      const { name, fallbackReason } = segmenter;
      logger.info({ ready: keeper.ready, segmenter: name, fallbackReason, store: store.name }, 'Started');
    },
    async stop() {
      stopping.abort();
      await keeper.stop();
      await Promise.all([caches.cache?.close(), caches.recentAsks.close(), notifier.close(), store.close()]);
    },
  };
}

async function openServer(config: Config, { services, store }: Application, logger: Logger) {
  const { createApp } = await import('./http/create-app.ts');
  const { listen } = await import('./http/listen.ts');
  const {
    rateLimitPerMinute: perMinute,
    corsOrigins,
    maxBodyBytes,
    maxImportBytes,
    requestTimeoutMs,
  } = config;
  const app = createApp(services, {
    logger,
    idempotency: store,
    corsOrigins,
    maxBodyBytes,
    maxImportBytes,
    requestTimeoutMs,
    trustProxy: config.trustProxy.length > 0 && config.trustProxy.join(','),
    webRoot: WEB_FOLDER,
    metrics: config.metrics,
    logQueries: config.logQueries,
    rateLimit: perMinute === 0 ? null : { perSecond: perMinute / 60, burst: perMinute },
  });
  return listen(app, { host: config.host, port: config.port });
}

async function openEngine(config: Config): Promise<{ engine: SearchEngine; segmenter: LazySegmenter }> {
  const { loadLanguageData } = await import('./language/load-language-data.ts');
  const { createLazySegmenter } = await import('./segmenter/lazy-segmenter.ts');
  const { language, opposites, userDictionaryFile } = await loadLanguageData(LANGUAGE_FOLDER);
  const segmenter = createLazySegmenter(config.segmenter, userDictionaryFile);
  return { engine: createSearchEngine({ language, opposites, segmenter }), segmenter };
}

async function openCaches(
  { cacheMaxBytes, redisUrl }: Config,
  logger: Logger,
): Promise<{ cache: Cache | null; recentAsks: Cache }> {
  const { createMemoryLevel } = await import('./cache/memory-level.ts');
  const memory = cacheMaxBytes === 0 ? [] : [createMemoryLevel({ maxBytes: cacheMaxBytes })];
  const redis =
    redisUrl === null
      ? []
      : [await (await import('./cache/redis-level.ts')).openRedisLevel({ url: redisUrl, logger })];
  const levels = [...memory, ...redis];
  return {
    cache: levels.length === 0 ? null : createCache(levels),
    recentAsks: createCache([createMemoryLevel({ maxBytes: RECENT_ASKS_BYTES }), ...redis]),
  };
}

async function openNotifier(redisUrl: string | null): Promise<ChangeNotifier> {
  if (redisUrl === null)
    return (await import('./cache/local-change-notifier.ts')).createLocalChangeNotifier();
  return (await import('./cache/redis-change-notifier.ts')).createRedisChangeNotifier({ url: redisUrl });
}

async function openSnapshots({ snapshots, dataDir }: Config, logger: Logger): Promise<SnapshotStore | null> {
  if (!snapshots) return null;
  const { openSnapshotFiles } = await import('./snapshot-files/open-snapshot-files.ts');
  return openSnapshotFiles({ folder: path.join(dataDir, 'snapshots'), logger });
}

function answeringOptions({ defaultBank, cacheTtlSeconds, cacheEmptyTtlSeconds }: Config): AnsweringOptions {
  return {
    defaultBank,
    cacheNamespace: VERSION,
    cacheTtlMs: cacheTtlSeconds * 1000,
    emptyCacheTtlMs: cacheEmptyTtlSeconds * 1000,
  };
}
