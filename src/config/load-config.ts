import path from 'node:path';
import type { Config, SettingValues } from './config.ts';
import { ConfigError, type ConfigFault } from './config-error.ts';
import { nearestName } from './nearest-name.ts';
import { fileVariantOf, type Setting } from './setting.ts';
import { SETTINGS } from './settings.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface LoadedConfig {
  config: Config;
  /** What looks like a mistake but does no harm, in Chinese. */
  warnings: string[];
}

/**
 * Turns environment variables into the configuration. Empty variables count as absent.
 * @param readFile text of a file that a `_FILE` variable names; throws when it cannot be read
 * @param known faults of where the variables come from, told with the others
 * @throws ConfigError with every fault at once, and the warnings
 */
export function loadConfig(
  environment: Environment,
  readFile: (file: string) => string,
  known: readonly ConfigFault[] = [],
): LoadedConfig {
  const faults = [...known];
  const values = Object.fromEntries(
    Object.entries(SETTINGS).map(([name, setting]) => [
      name,
      readSetting(setting, environment, readFile, faults),
    ]),
  ) as SettingValues;
  if (values.mysqlReplicaUrls !== null && values.mysqlUrl === null)
    faults.push({ variable: 'MYSQL_REPLICA_URLS', value: null, message: '须同时设置主库 MYSQL_URL' });
  const warnings = unknownNames(environment);
  if (faults.length > 0) throw new ConfigError(faults, warnings);

  const sqliteFile = values.sqliteFile ?? path.join(values.dataDir, 'jieda.sqlite');
  const pidFile = values.pidFile ?? path.join(values.dataDir, 'jieda.pid');
  return {
    config: Object.freeze({ ...values, sqliteFile, pidFile }),
    warnings,
  };
}

function readSetting(
  setting: Setting<unknown>,
  environment: Environment,
  readFile: (file: string) => string,
  faults: ConfigFault[],
): unknown {
  const raw = rawText(setting, environment, readFile, faults);
  if (raw === '') return setting.default;
  const value = setting.parse(raw);
  if (value !== undefined) return value;
  const shown = setting.secret ? null : raw;
  faults.push({ variable: setting.env, value: shown, message: `应为 ${setting.expectation.zh}` });
  return setting.default;
}

function rawText(
  setting: Setting<unknown>,
  environment: Environment,
  readFile: (file: string) => string,
  faults: ConfigFault[],
): string {
  const direct = environment[setting.env]?.trim() ?? '';
  const variant = fileVariantOf(setting);
  const file = setting.secret ? (environment[variant]?.trim() ?? '') : '';
  if (file === '') return direct;
  if (direct !== '') {
    faults.push({ variable: variant, value: file, message: `不能与 ${setting.env} 同时设置` });
    return '';
  }
  try {
    const text = readFile(file).trim();
    // A secret that was never filled in would pass for a setting that is not wanted: SQLite instead of MySQL.
    if (text === '') faults.push({ variable: variant, value: file, message: '该文件是空的' });
    return text;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    faults.push({ variable: variant, value: file, message: `无法读取该文件：${reason}` });
    return '';
  }
}

function unknownNames(environment: Environment): string[] {
  const settings: Setting<unknown>[] = Object.values(SETTINGS);
  const known = settings.flatMap((setting) =>
    setting.secret ? [setting.env, fileVariantOf(setting)] : [setting.env],
  );
  return Object.keys(environment)
    .filter((name) => name.startsWith('JIEDA_') && !known.includes(name))
    .map((name) => {
      const nearest = nearestName(name, known);
      return `不认识的变量 ${name}${nearest === null ? '，已忽略' : `，是不是 ${nearest}？`}`;
    });
}
