import { readFileSync } from 'node:fs';
import type { ConfigFault } from './config-error.ts';
import { parseEnvironmentFile } from './environment-file.ts';
import { loadConfig, type Environment, type LoadedConfig } from './load-config.ts';
import { SETTINGS } from './settings.ts';

/**
 * The configuration of this process as its environment and its environment file say now: the only place that
 * reads either. Variables of the environment come before those of the file.
 * @throws ConfigError with every fault at once
 */
export function loadEnvironment(): LoadedConfig {
  const ofProcess = Object.entries(process.env).filter(([, value]) => value !== '');
  const { environment: ofFile, faults } = readEnvironmentFile(process.env[SETTINGS.envFile.env]);
  const environment = { ...ofFile, ...Object.fromEntries(ofProcess) };
  return loadConfig(environment, (file) => readFileSync(file, 'utf8'), faults);
}

function readEnvironmentFile(file = ''): { environment: Environment; faults: ConfigFault[] } {
  if (file === '') return { environment: {}, faults: [] };
  const fault = (message: string): ConfigFault => ({ variable: SETTINGS.envFile.env, value: file, message });
  try {
    const { environment, faultyLines } = parseEnvironmentFile(readFileSync(file, 'utf8'));
    return { environment, faults: faultyLines.map((line) => fault(`第 ${line} 行应为 变量=值，引号须成对`)) };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return { environment: {}, faults: [fault(`无法读取该文件：${reason}`)] };
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
