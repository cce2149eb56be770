/**
 * Installs the packages of package-lock.json. As a program it always does: `node scripts/install-packages.mjs`.
 * nodejieba compiles on some machines; an optional dependency that cannot be built does not fail the install.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** npm writes node_modules/.package-lock.json last, so an interrupted install is not taken for a whole one. */
export function packagesAreCurrent() {
  const installed = join(root, 'node_modules', '.package-lock.json');
  return (
    existsSync(installed) && statSync(installed).mtimeMs >= statSync(join(root, 'package-lock.json')).mtimeMs
  );
}

/** Returns whether npm succeeded; its output goes to the terminal. */
export function installPackages() {
  return runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], nodeHeaders());
}

export function runNpm(args, env = {}) {
  const npm = process.env.npm_execpath;
  const [command, first] = npm ? [process.execPath, [npm]] : ['npm', []];
  const { status } = spawnSync(command, [...first, ...args], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...env },
    shell: !npm && process.platform === 'win32',
  });
  return status === 0;
}

/** Node's own headers, where they came with it, spare a native build the download of them. */
function nodeHeaders() {
  const prefix = dirname(dirname(process.execPath));
  return existsSync(join(prefix, 'include', 'node', 'node.h')) ? { npm_config_nodedir: prefix } : {};
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exitCode = installPackages() ? 0 : 1;
