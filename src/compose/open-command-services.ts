import type { Opened } from '../cli/runtime.ts';
import type { Config } from '../config/config.ts';
import { createLogger } from '../logging/create-logger.ts';
import { createServices } from '../service/create-services.ts';
import { createIndexKeeper } from '../service/index-keeper/create-index-keeper.ts';
import { createFixedIndexKeeper } from '../service/index-keeper/fixed-index-keeper.ts';
import { importHere } from '../service/transfer/carry-out-import.ts';
import { createImportRunner } from '../service/transfer/create-import-runner.ts';
import type { Services } from '../service/use-cases/services.ts';
import { openEngine, openMemoryCache, openNotifier, openStore, openTables } from './open-adapters.ts';
import { answeringOptions } from './open-application.ts';
import { systemClock as clock } from './system-clock.ts';

/**
 * The use cases for one command: the store must be there, nothing is cached. What fails and is tried again says why
 * on standard error.
 * @param searchable whether the banks are indexed, so that `answering` answers
 */
export async function openCommandServices(config: Config, searchable: boolean): Promise<Opened<Services>> {
  const log = await createLogger({ level: 'warn', descriptor: 2 });
  const { logger } = log;
  const [store, { engine, segmenter, ranking, fingerprint }, notifier, tables, recentAsks] =
    await Promise.all([
      openStore(config),
      openEngine(config, { logger }),
      openNotifier(searchable ? null : config.redisUrl),
      openTables(config),
      openMemoryCache(),
    ]);
  const keeper = searchable
    ? createIndexKeeper({ store, engine, notifier, snapshots: null, clock, logger })
    : createFixedIndexKeeper([]);
  const resources = { store, engine, notifier, keeper, clock, ...tables };
  const jobs = createImportRunner(resources, importHere(resources), logger);
  const parts = { ...resources, segmenter, ranking, cache: null, recentAsks, jobs };
  const close = async (): Promise<void> => {
    await jobs.stop();
    await keeper.stop();
    await Promise.all([notifier.close(), store.close()]);
    await log.close();
  };
  try {
    await store.migrate();
    await keeper.start();
  } catch (error) {
    await close();
    throw error;
  }
  return { value: createServices(parts, answeringOptions(config, fingerprint)), close };
}
