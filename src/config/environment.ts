import { readFileSync } from 'node:fs';
import { loadConfig, type LoadedConfig } from './load-config.ts';

/**
 * The configuration of this process: the only place that reads its environment.
 * @throws ConfigError with every fault at once
 */
export function loadEnvironment(): LoadedConfig {
  return loadConfig(process.env, (file) => readFileSync(file, 'utf8'));
}
