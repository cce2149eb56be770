import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { userInfo } from 'node:os';
import { createConnection } from 'mysql2/promise';
import { findProgram, programOf } from './availability.ts';
import { freePort } from './free-port.ts';
import { serverProcess, type ServerProcess } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface Mariadb extends Pick<ServerProcess, 'kill' | 'pause' | 'resume' | 'pid'> {
  readonly port: number;
  /** Creates a new empty utf8mb4 database, in milliseconds, and returns its URL. */
  createDatabase(): Promise<string>;
  /** Starts the server again on the same port and data, after `kill` or while it runs. */
  restart(): Promise<void>;
  /** Ends the server and removes its data. */
  stop(): Promise<void>;
}

const user = 'jieda';
const password = 'only-for-tests';

/**
 * A real MariaDB (or MySQL, where only that is installed) on a free port with its data in a temporary
 * folder. Start one per test file (about two seconds) and take a database per suite.
 * @param options of the server beside those that every test needs
 */
export async function startMariadb(options: readonly string[] = []): Promise<Mariadb> {
  const folder = temporaryFolder('mariadb');
  const port = await freePort();
  const initFile = join(folder.path, 'init.sql');
  // Read at every start. mysqld has no empty root password to log in with, a user of our own works in both.
  writeFileSync(
    initFile,
    `CREATE USER IF NOT EXISTS '${user}'@'%' IDENTIFIED BY '${password}';\nGRANT ALL ON *.* TO '${user}'@'%' WITH GRANT OPTION;\n`,
  );
  initialiseData(folder.path);
  const login = { host: '127.0.0.1', port, user, password };

  const process = serverProcess({
    command: programOf('mariadb'),
    args: [
      ...baseOptions(folder.path),
      `--port=${port}`,
      '--bind-address=127.0.0.1',
      '--skip-name-resolve',
      `--socket=${join(folder.path, 'server.sock')}`,
      `--pid-file=${join(folder.path, 'server.pid')}`,
      `--init-file=${initFile}`,
      '--character-set-server=utf8mb4',
      '--innodb-buffer-pool-size=64M',
      '--innodb-flush-log-at-trx-commit=2',
      ...options,
    ],
    isReady: async () => {
      const connection = await createConnection(login);
      await connection.end();
      return true;
    },
  });
  await process.start();

  let databases = 0;
  return {
    port,
    get pid() {
      return process.pid;
    },
    async createDatabase() {
      const name = `jieda_test_${++databases}`;
      const connection = await createConnection(login);
      await connection.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
      await connection.end();
      return `mysql://${user}:${password}@127.0.0.1:${port}/${name}`;
    },
    kill: () => process.kill(),
    pause: () => process.pause(),
    resume: () => {
      process.resume();
    },
    async restart() {
      await process.stop();
      await process.start();
    },
    async stop() {
      await process.stop();
      folder.remove();
    },
  };
}

/**
 * Options that installer and server share. `--no-defaults` keeps the machine's own settings out; a server that
 * starts empties its temporary folder, so that two must not share one.
 */
function baseOptions(folder: string): string[] {
  const asRoot = userInfo().uid === 0 ? ['--user=root'] : [];
  return ['--no-defaults', `--datadir=${join(folder, 'data')}`, `--tmpdir=${join(folder, 'tmp')}`, ...asRoot];
}

function initialiseData(folder: string): void {
  for (const name of ['data', 'tmp']) mkdirSync(join(folder, name));
  const installer = findProgram('mariadb-install-db');
  if (installer) {
    const options = ['--auth-root-authentication-method=normal', '--skip-test-db'];
    execFileSync(installer, [...baseOptions(folder), ...options], { stdio: 'pipe' });
  } else {
    execFileSync(programOf('mariadb'), [...baseOptions(folder), '--initialize-insecure'], {
      stdio: 'pipe',
    });
  }
}
