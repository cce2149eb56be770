#!/usr/bin/env node
import { userInfo } from 'node:os';
import { runCommandLine } from './cli/run-command-line.ts';
import { processTerminal } from './cli/terminal/terminal.ts';
import {
  importTemplate,
  openCommandServices,
  openDaemon,
  openStore,
  openThrowawayAnswering,
  probes,
  serve,
} from './compose.ts';
import { loadEnvironment } from './config/environment.ts';
import { VERSION } from './version.ts';

let debugging = false;

process.exitCode = await runCommandLine(
  process.argv.slice(2),
  {
    terminal: processTerminal(),
    caller: { name: `cli:${userName()}`, role: 'owner', banks: null },
    version: VERSION,
    loadConfig() {
      const loaded = loadEnvironment();
      debugging = loaded.config.logLevel === 'debug';
      return loaded;
    },
    openStore,
    openServices: openCommandServices,
    importTemplate,
    openAnswering: openThrowawayAnswering,
    serve,
    openDaemon,
    probes,
  },
  () => debugging,
);

/** A container may run as a user that has no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return String(process.getuid?.() ?? 'unknown');
  }
}
