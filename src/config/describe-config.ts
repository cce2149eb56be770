import type { Config } from './config.ts';
import type { Setting } from './setting.ts';
import { SETTINGS } from './settings.ts';

/** The configuration as it may be printed, by variable: secrets show only that they are set. */
export function describeConfig(config: Config): Record<string, string> {
  const settings = Object.entries(SETTINGS) as [keyof Config, Setting<unknown>][];
  return Object.fromEntries(settings.map(([name, { env, secret }]) => [env, shown(config[name], secret)]));
}

function shown(value: Config[keyof Config], secret: boolean): string {
  if (value === null) return '';
  if (secret) return '***';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
