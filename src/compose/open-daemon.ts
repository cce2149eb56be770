import path from 'node:path';
import type { Daemon } from '../cli/daemon/daemon.ts';
import { openDaemon as open } from '../cluster/daemon.ts';
import type { Config } from '../config/config.ts';
import { environmentWith } from '../config/environment.ts';
import { SETTINGS } from '../config/settings.ts';

/** The service in the background. It has no terminal: without a log file in the settings it gets one. */
export function openDaemon({ pidFile, dataDir, logFile }: Config): Daemon {
  return open({
    pidFile,
    errorFile: path.join(dataDir, 'jieda.err'),
    environment: environmentWith({
      [SETTINGS.logFile.env]: logFile ?? path.join(dataDir, 'log', 'jieda.log'),
    }),
  });
}
