import type { Logger } from 'pino';
import type { Config } from '../config/config.ts';
import type { RunningServer } from '../http/listen.ts';
import { VERSION } from '../version.ts';

/** Serves until `stopped` resolves or rejects, then finishes the requests under way and closes the server. */
export async function serveUntil(
  stopped: Promise<NodeJS.Signals>,
  server: RunningServer,
  { host, shutdownGraceMs }: Config,
  logger: Logger,
): Promise<void> {
  logger.info({ version: VERSION, host, port: server.port }, 'Listening');
  try {
    logger.info({ signal: await stopped }, 'Stopping: requests under way are finished');
  } finally {
    const cutOff = await server.close(shutdownGraceMs);
    if (cutOff > 0) logger.warn({ cutOff }, 'Requests were cut off: JIEDA_SHUTDOWN_GRACE_MS was too short');
  }
}
