import type { Logger } from 'pino';
import { CommandError } from '../cli/command-error.ts';
import { readPidFile, takePidFile, type OwnPidFile, type ReloadEnd } from '../cluster/pid-file.ts';
import { createSupervisor, type Supervisor } from '../cluster/supervisor.ts';
import { ConfigError } from '../config/config-error.ts';
import { loadEnvironment, workerEnvironment } from '../config/environment.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { stopSignal } from '../stop-signal.ts';
import { withLog } from './with-log.ts';

/** Beyond the requests under way: closing connections and writing snapshots. */
const STOP_MORE_MS = 60_000;
const READY_WITHIN_MS = 600_000;
/** Whoever waits for one looks often: more would have to end in a moment to go unseen. */
const RELOAD_ENDS_TOLD = 16;

/** This process starts workers, follows them, and writes their log; SIGHUP replaces them one by one. */
export function serveWithWorkers(loaded: LoadedConfig, workers: number): Promise<void> {
  return withLog(loaded, async ({ shutdownGraceMs, pidFile }, { logger, write }) => {
    const before = readPidFile(pidFile);
    if (before.kind === 'running') throw new CommandError(`已在运行：进程 ${before.pid}（${pidFile}）`);
    const note = takePidFileOrGoOn(pidFile, workers, logger);
    const stopped = stopSignal();
    const { sumCounts } = await import('../http/metrics/sum-counts.ts');
    const supervisor = createSupervisor({
      workers,
      logger,
      environmentOf: workerEnvironment,
      onLog: write,
      stopWithinMs: shutdownGraceMs + STOP_MORE_MS,
      readyWithinMs: READY_WITHIN_MS,
      sumCounts,
    });
    let reloadsAsked = 0;
    let reloadsEnded: ReloadEnd[] = [];
    process.on('SIGHUP', () => {
      const number = ++reloadsAsked;
      note?.update({ reloadsAsked });
      void reload(supervisor, logger).then((failure) => {
        reloadsEnded = [...reloadsEnded, { number, failure }].slice(-RELOAD_ENDS_TOLD);
        note?.update({ reloadsEnded });
      });
    });
    try {
      const started = supervisor.start().then(() => {
        note?.update({ serving: true });
        logger.info({ workers }, 'Serving with workers');
        return stopped;
      });
      logger.info({ signal: await Promise.race([stopped, started]) }, 'Stopping all workers');
    } finally {
      await supervisor.stop();
      note?.remove();
    }
    logger.info('Stopped all workers');
  });
}

/** The service does without: only the commands that need the file cannot find it. */
function takePidFileOrGoOn(pidFile: string, workers: number, logger: Logger): OwnPidFile | null {
  try {
    return takePidFile(pidFile, workers);
  } catch (error) {
    logger.warn(
      { error, pidFile },
      'The pid file cannot be written; `jieda status` will not find this service',
    );
    return null;
  }
}

/** @returns why it was given up; null: it was not */
async function reload(supervisor: Supervisor, logger: Logger): Promise<string | null> {
  try {
    for (const warning of loadEnvironment().warnings) logger.warn(warning);
    logger.info('Reloading: workers are replaced one by one');
    await supervisor.reload();
    logger.info('Reloaded');
    return null;
  } catch (error) {
    const faults = error instanceof ConfigError ? { faults: error.faults } : { error };
    logger.error(faults, 'The reload was given up; the workers go on as they are');
    return error instanceof Error ? error.message : String(error);
  }
}
