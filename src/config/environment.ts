import { readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { ConfigError } from './config-error.ts';
import { loadConfig, type Environment, type LoadedConfig } from './load-config.ts';
import { SETTINGS } from './settings.ts';

/**
 * The configuration of this process as its environment and its environment file say now: the only place that
 * reads either. Variables of the environment come before those of the file.
 * @throws ConfigError with every fault at once
 */
export function loadEnvironment(): LoadedConfig {
  const ofProcess = Object.entries(process.env).filter(([, value]) => value !== '');
  const environment = {
    ...readEnvironmentFile(process.env[SETTINGS.envFile.env]),
    ...Object.fromEntries(ofProcess),
  };
  return loadConfig(environment, (file) => readFileSync(file, 'utf8'));
}

function readEnvironmentFile(file = ''): Environment {
  if (file === '') return {};
  try {
    return parseEnv(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigError([
      { variable: SETTINGS.envFile.env, value: file, message: `无法读取该文件：${reason}` },
    ]);
  }
}

/**
 * glibc keeps part of what large arrays leave behind once it has seen one go; with the threshold said outright
 * (mallopt(3), M_MMAP_THRESHOLD) it gives back every array above it: 8 MB after an index of a million questions was built,
 * more beside imports. What is new has 16 MB twice in V8, which are never given back; with 4 a service takes 29 MB less
 * and is as quick. V8 collects garbage with four threads more, whatever processors there are; with one, searches beside
 * an import wait half as long.
 */
export const ALLOCATION = {
  MALLOC_MMAP_THRESHOLD_: '131072',
  NODE_OPTIONS: '--max-semi-space-size=4 --v8-pool-size=1',
};

/** The environment of this process with `added`, for one that it starts. */
export function environmentWith(added: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  return { ...ALLOCATION, ...process.env, ...added };
}

const WORKER_SLOT = 'WORKER_SLOT';

/** The environment of the worker in this slot. */
export function workerEnvironment(slot: number): NodeJS.ProcessEnv {
  return environmentWith({ [WORKER_SLOT]: String(slot) });
}

/** 1 for the first worker of a supervisor, and so on; 0 in a process that is none. */
export function workerSlot(): number {
  return Number(process.env[WORKER_SLOT] ?? 0);
}
