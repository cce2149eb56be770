import type { Config } from '../config/config.ts';
import type { Runtime } from './runtime.ts';

/** The configuration for a command; what looks like a mistake is noted. @throws ConfigError */
export function readConfig(runtime: Runtime): Config {
  const { config, warnings } = runtime.loadConfig();
  for (const warning of warnings) runtime.terminal.note(`警告：${warning}`);
  return config;
}
