import { CommandError } from '../cli/command-error.ts';
import type { WorkerLink } from '../cluster/worker-link.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import { stopSignal } from '../stop-signal.ts';
import { openApplication } from './open-application.ts';
import { openServer } from './open-server.ts';
import { serveUntil } from './serve-until.ts';
import { withLog } from './with-log.ts';

/**
 * One of several processes at a port. It listens when its supervisor lets it, and logs through it. What a
 * terminal or a service manager sends to all processes at once is the supervisor's to act on.
 */
export async function serveAsWorker({ config }: LoadedConfig, link: WorkerLink): Promise<void> {
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);
  await withLog({ config: { ...config, logFile: null }, warnings: [] }, async (own, { logger }) => {
    const stopped = stopSignal(['SIGTERM']);
    const ending = new AbortController();
    void stopped.then(() => {
      ending.abort();
    });
    const application = await openApplication(own, logger, link);
    try {
      await Promise.race([stopped, application.start()]);
      await link.awaitAdmission(() => application.isReady, ending.signal);
      if (ending.signal.aborted) return;
      await serveUntil(stopped, await openServer(own, application, logger, link), own, logger);
      await link.reportLast();
    } catch (error) {
      link.failed(error);
      throw new CommandError(null);
    } finally {
      await application.stop();
    }
    logger.info('Stopped');
  }).finally(() => {
    link.close();
  });
}
