import type { Logger } from 'pino';
import { openLog } from './compose/open-adapters.ts';
import { openApplication } from './compose/open-application.ts';
import { openServer } from './compose/open-server.ts';
import type { Config } from './config/config.ts';
import { describeConfig } from './config/describe-config.ts';
import type { LoadedConfig } from './config/load-config.ts';
import { stopSignal } from './stop-signal.ts';
import { VERSION } from './version.ts';

export { openStore, probes } from './compose/open-adapters.ts';
export { openCommandServices } from './compose/open-command-services.ts';
export { openThrowawayAnswering } from './compose/open-throwaway-answering.ts';

/** Serves HTTP until the process is asked to stop, then finishes the requests under way. */
export async function serve({ config, warnings }: LoadedConfig): Promise<void> {
  const log = await openLog(config);
  try {
    for (const warning of warnings) log.logger.warn(warning);
    log.logger.debug({ config: describeConfig(config) }, 'Configuration');
    await serveUntilStopped(config, log.logger);
  } finally {
    await log.close();
  }
}

async function serveUntilStopped(config: Config, logger: Logger): Promise<void> {
  const stopped = stopSignal();
  const application = await openApplication(config, logger);
  try {
    const server = await openServer(config, application, logger);
    logger.info({ version: VERSION, host: config.host, port: server.port }, 'Listening');
    try {
      const signal = await Promise.race([stopped, application.start().then(() => stopped)]);
      logger.info({ signal }, 'Stopping: requests under way are finished');
    } finally {
      const cutOff = await server.close(config.shutdownGraceMs);
      if (cutOff > 0) logger.warn({ cutOff }, 'Requests were cut off: JIEDA_SHUTDOWN_GRACE_MS was too short');
    }
  } finally {
    await application.stop();
  }
  logger.info('Stopped');
}
