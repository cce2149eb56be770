import { spawnSync } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Programs that can play a service, the preferred one first. */
const programs = {
  mariadb: ['mariadbd', 'mysqld'],
  redis: ['redis-server'],
  nginx: ['nginx'],
  chromium: ['chromium', 'chromium-browser', 'google-chrome'],
  openssl: ['openssl'],
  wrk: ['wrk'],
  libreoffice: ['soffice', 'libreoffice'],
  openpyxl: ['python3'],
} as const;

export type Service = keyof typeof programs;

/** Path of the installed program for a service; undefined where there is none. */
export function findService(service: Service): string | undefined {
  return service === 'openpyxl' ? pythonWithOpenpyxl() : findProgram(...programs[service]);
}

/** Path of the first of the named programs that is installed, also in the folders of system servers. */
export function findProgram(...names: string[]): string | undefined {
  return findPrograms(names)[0];
}

function findPrograms(names: readonly string[]): string[] {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter(isExecutable);
}

let python: string | undefined;

/** Not always the first on the path: a Python that somebody has put before the system's lacks its packages. */
function pythonWithOpenpyxl(): string | undefined {
  python ??= findPrograms(programs.openpyxl).find(
    (program) => spawnSync(program, ['-c', 'import openpyxl']).status === 0,
  );
  return python;
}

/**
 * Whether tests that need these services can run here: `describe.runIf(requireService('mariadb'))(…)`.
 * Where one is missing the tests are skipped and the reason is printed; with CI=true it throws instead.
 */
export function requireService(...services: Service[]): boolean {
  const missing = services.filter((service) => findService(service) === undefined);
  if (missing.length === 0) return true;
  const message = `Not installed: ${missing.join(', ')}. Run scripts/install-services.sh.`;
  if (process.env['CI'] === 'true') throw new Error(message);
  console.warn(`Skipped. ${message}`);
  return false;
}

/** Like `findService`, for code that runs only where `requireService` said yes. */
export function programOf(service: Service): string {
  const path = findService(service);
  if (path === undefined) throw new Error(`${service} is not installed. Run scripts/install-services.sh.`);
  return path;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
