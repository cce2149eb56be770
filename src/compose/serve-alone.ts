import type { LoadedConfig } from '../config/load-config.ts';
import { stopSignal } from '../stop-signal.ts';
import { openApplication } from './open-application.ts';
import { openServer } from './open-server.ts';
import { serveUntil } from './serve-until.ts';
import { withLog } from './with-log.ts';

/**
 * One process that listens at once and says `not_ready` until it has started. A reload it cannot do: whoever asks for
 * one, or closes the terminal, ends it in order.
 */
export function serveAlone(loaded: LoadedConfig): Promise<void> {
  return withLog(loaded, async (config, { logger }) => {
    const stopped = stopSignal(['SIGTERM', 'SIGINT', 'SIGHUP']);
    const application = await openApplication(config, logger);
    try {
      const server = await openServer(config, application, logger);
      const started = application.start().then(() => stopped);
      await serveUntil(Promise.race([stopped, started]), server, config, logger);
    } finally {
      await application.stop();
    }
    logger.info('Stopped');
  });
}
