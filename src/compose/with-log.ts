import type { Config } from '../config/config.ts';
import { describeConfig } from '../config/describe-config.ts';
import type { LoadedConfig } from '../config/load-config.ts';
import type { OpenLogger } from '../logging/create-logger.ts';
import { openLog } from './open-adapters.ts';

/** Does `work` with the log that the configuration asks for, and closes it afterwards. */
export async function withLog(
  { config, warnings }: LoadedConfig,
  work: (config: Config, log: OpenLogger) => Promise<void>,
): Promise<void> {
  const log = await openLog(config);
  try {
    for (const warning of warnings) log.logger.warn(warning);
    log.logger.debug({ config: describeConfig(config) }, 'Configuration');
    await work(config, log);
  } finally {
    await log.close();
  }
}
