import type { Logger } from 'pino';
import { createSupervisor, type Supervisor } from '../cluster/supervisor.ts';
import { ConfigError } from '../config/config-error.ts';
import { loadEnvironment, workerEnvironment } from '../config/environment.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { stopSignal } from '../stop-signal.ts';
import { withLog } from './with-log.ts';

/** Beyond the requests under way: closing connections and writing snapshots. */
const STOP_MORE_MS = 60_000;
const READY_WITHIN_MS = 600_000;

/** This process starts workers, follows them, and writes their log; SIGHUP replaces them one by one. */
export function serveWithWorkers(loaded: LoadedConfig, workers: number): Promise<void> {
  return withLog(loaded, async ({ shutdownGraceMs }, { logger, write }) => {
    const stopped = stopSignal();
    const supervisor = createSupervisor({
      workers,
      logger,
      environmentOf: workerEnvironment,
      onLog: write,
      stopWithinMs: shutdownGraceMs + STOP_MORE_MS,
      readyWithinMs: READY_WITHIN_MS,
    });
    process.on('SIGHUP', () => void reload(supervisor, logger));
    try {
      const started = supervisor.start().then(() => {
        logger.info({ workers }, 'Serving with workers');
        return stopped;
      });
      logger.info({ signal: await Promise.race([stopped, started]) }, 'Stopping all workers');
    } finally {
      await supervisor.stop();
    }
    logger.info('Stopped all workers');
  });
}

async function reload(supervisor: Supervisor, logger: Logger): Promise<void> {
  try {
    for (const warning of loadEnvironment().warnings) logger.warn(warning);
    logger.info('Reloading: workers are replaced one by one');
    await supervisor.reload();
    logger.info('Reloaded');
  } catch (error) {
    const faults = error instanceof ConfigError ? { faults: error.faults } : { error };
    logger.error(faults, 'The reload was given up; the workers go on as they are');
  }
}
