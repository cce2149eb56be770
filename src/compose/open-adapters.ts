import path from 'node:path';
import type { Logger } from 'pino';
import type { Probes } from '../cli/runtime.ts';
import type { WorkerLink } from '../cluster/worker-link.ts';
import type { Config } from '../config/config.ts';
import type { LoadedLanguage } from '../language/load-language-data.ts';
import type { OpenLogger } from '../logging/create-logger.ts';
import type { LazySegmenter } from '../segmenter/lazy-segmenter.ts';
import { createJudgingEngine } from '../service/create-judging-engine.ts';
import { createSearchEngine } from '../service/create-search-engine.ts';
import type { ReadinessDependencies } from '../service/create-readiness.ts';
import type { Cache } from '../service/ports/cache.ts';
import type { ChangeNotifier } from '../service/ports/change-notifier.ts';
import type { SnapshotStore } from '../service/ports/snapshot-store.ts';
import type { Store } from '../service/ports/store.ts';
import type { JudgingEngine, SearchEngine } from '../service/search-engine.ts';
import { fingerprintOf } from '../service/fingerprint.ts';
import { headerKey, type ColumnAliases } from '../service/transfer/columns.ts';
import type { TableReader } from '../service/transfer/table-reader.ts';
import type { TableWriter } from '../service/transfer/table-writer.ts';

// The adapters that the configuration asks for. Each is loaded only where it is used, so that commands are quick.

const LANGUAGE_FOLDER = path.join(import.meta.dirname, '../../data');
const MODEL_FILE = path.join(LANGUAGE_FOLDER, 'ranking-model.bin');
const RECENT_ASKS_BYTES = 8 * 1024 * 1024;
const CONVERSATIONS_BYTES = 16 * 1024 * 1024;

/**
 * @param logger is told of replicas that come and go
 * @returns at once: the store connects with the first call
 */
export async function openStore(
  {
    mysqlUrl,
    mysqlReplicaUrls,
    sqliteFile,
  }: Pick<Config, 'mysqlUrl' | 'sqliteFile'> & Partial<Pick<Config, 'mysqlReplicaUrls'>>,
  logger?: Logger,
): Promise<Store> {
  const storage = await import('../storage/index.ts');
  return storage.openStore({
    ...{ mysqlUrl: mysqlUrl ?? undefined, mysqlReplicaUrls: mysqlReplicaUrls ?? [], sqliteFile },
    ...(logger && { logger }),
  });
}

async function openLanguage(): Promise<LoadedLanguage> {
  const { loadLanguageData } = await import('../language/load-language-data.ts');
  return loadLanguageData(LANGUAGE_FOLDER);
}

/** Without a segmenter and a model: it judges texts only. */
export async function openJudgingEngine(): Promise<JudgingEngine> {
  const { loadJudgingData } = await import('../language/load-language-data.ts');
  const { language, opposites } = await loadJudgingData(LANGUAGE_FOLDER);
  return createJudgingEngine(language, opposites);
}

/** The engine and what it is made of. */
export interface OpenEngine {
  engine: SearchEngine;
  segmenter: LazySegmenter;
  ranking: ReadinessDependencies['ranking'];
  /** Of the language data and the model: engines of others may answer otherwise. */
  fingerprint: string;
}

/**
 * The segmenter is still to be opened, by `open` or the first text that needs it.
 * @param modelFile fitted ranking model
 */
export async function openEngine(
  config: Config,
  { logger, modelFile = MODEL_FILE }: { logger?: Logger; modelFile?: string | undefined } = {},
): Promise<OpenEngine> {
  const { createLazySegmenter } = await import('../segmenter/lazy-segmenter.ts');
  const { loadRankingModel } = await import('../language/load-ranking-model.ts');
  const [{ language, opposites, userDictionaryFile }, { model, fallbackReason }] = await Promise.all([
    openLanguage(),
    loadRankingModel(modelFile),
  ]);
  const segmenter = createLazySegmenter(config.segmenter, userDictionaryFile);
  const onMergeFailed = (error: unknown): void =>
    logger?.error({ error }, 'Segments were not merged; the next change tries again');
  return {
    engine: createSearchEngine({ language, opposites, segmenter, model, onMergeFailed }),
    segmenter,
    ranking: { name: model.version, fallbackReason },
    fingerprint: fingerprintOf(`${language.fingerprint} ${model.version}`),
  };
}

/** Results, what was asked lately, and conversations: in the process and, where there is one, in Redis. */
export async function openCaches(
  { cacheMaxBytes, redisUrl }: Config,
  logger: Logger,
): Promise<{ cache: Cache | null; recentAsks: Cache; conversations: Cache }> {
  const { createCache, createMemoryLevel } = await importCache();
  const memory = cacheMaxBytes === 0 ? [] : [createMemoryLevel({ maxBytes: cacheMaxBytes })];
  const redis = redisUrl === null ? [] : [await openRedisLevel(redisUrl, logger)];
  const levels = [...memory, ...redis];
  return {
    cache: levels.length === 0 ? null : createCache(levels),
    recentAsks: createCache([createMemoryLevel({ maxBytes: RECENT_ASKS_BYTES }), ...redis]),
    // Redis first: a conversation may have gone on at another instance since it was kept here.
    conversations: createCache([...redis, createMemoryLevel({ maxBytes: CONVERSATIONS_BYTES })]),
  };
}

/** For commands, which are gone before it could fill. */
export async function openMemoryCache(): Promise<Cache> {
  const { createCache, createMemoryLevel } = await importCache();
  return createCache([createMemoryLevel({ maxBytes: RECENT_ASKS_BYTES })]);
}

async function importCache() {
  return { ...(await import('../cache/create-cache.ts')), ...(await import('../cache/memory-level.ts')) };
}

async function openRedisLevel(url: string, logger: Logger) {
  const redis = await import('../cache/redis-level.ts');
  return redis.openRedisLevel({ url, logger });
}

/** Through Redis; where there is none, among the workers of this machine, or within this process. */
export async function openNotifier(
  redisUrl: string | null,
  link: WorkerLink | null = null,
): Promise<ChangeNotifier> {
  if (redisUrl === null) {
    const { createLocalChangeNotifier } = await import('../cache/local-change-notifier.ts');
    const local = createLocalChangeNotifier();
    if (link === null) return local;
    const { shareAnnouncements } = await import('../cluster/share-announcements.ts');
    return shareAnnouncements(local, link);
  }
  const { createRedisChangeNotifier } = await import('../cache/redis-change-notifier.ts');
  return createRedisChangeNotifier({ url: redisUrl });
}

/** Null where the configuration wants none. */
export async function openSnapshots(
  { snapshots, dataDir }: Config,
  logger: Logger,
): Promise<SnapshotStore | null> {
  if (!snapshots) return null;
  const { openSnapshotFiles } = await import('../snapshot-files/open-snapshot-files.ts');
  return openSnapshotFiles({ folder: path.join(dataDir, 'snapshots'), logger });
}

interface Tables {
  reader: TableReader;
  writer: TableWriter;
  columnAliases: ColumnAliases;
}

/** @param direct whether files are read in this thread, where nobody waits for anything else */
export async function openTables(
  { maxImportBytes, importColumnAliases }: Pick<Config, 'maxImportBytes' | 'importColumnAliases'>,
  direct = false,
): Promise<Tables> {
  const { createDirectTableReader, createTableReader, tableWriter } = await import('../importer/index.ts');
  const createReader = direct ? createDirectTableReader : createTableReader;
  return {
    reader: createReader({ maxBytes: maxImportBytes }),
    writer: tableWriter,
    columnAliases: new Map(importColumnAliases.map(({ header, column }) => [headerKey(header), column])),
  };
}

/** SIGUSR2 opens a log file anew. */
export async function openLog({ logLevel, logFile, logMaxBytes, logMaxFiles }: Config): Promise<OpenLogger> {
  const { createLogger } = await import('../logging/create-logger.ts');
  const file = logFile === null ? null : { path: logFile, maxBytes: logMaxBytes, maxFiles: logMaxFiles };
  const log = await createLogger({ level: logLevel, file });
  process.on('SIGUSR2', () => {
    log.reopen();
  });
  return log;
}

export const probes: Probes = {
  async segmenter(config) {
    const { segmenter } = await openEngine(config);
    return { name: segmenter.name, fallbackReason: segmenter.fallbackReason };
  },
  async redis(redisUrl) {
    const { pingRedis } = await import('../cache/ping-redis.ts');
    return pingRedis(redisUrl);
  },
};
