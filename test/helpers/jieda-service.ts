import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { freePort } from './free-port.ts';
import { serverProcess, temporaryFolder, type ServerProcess } from './server-process.ts';

const repository = join(import.meta.dirname, '..', '..');
const program = ['--import', 'tsx', join(repository, 'src', 'main.ts')];

export type JiedaEnvironment = Readonly<Record<string, string>>;

export interface JiedaService extends Omit<ServerProcess, 'start'> {
  readonly port: number;
  /** `http://127.0.0.1:port` */
  readonly url: string;
  /** Starts it again on the same port and data, after `stop` or `kill`. */
  start(): Promise<void>;
  /** Removes its data; ends it first if it still runs. */
  remove(): Promise<void>;
}

/** A real `jieda serve` from the sources on a free port, with a data folder of its own, ready to answer. */
export async function startJieda(settings: JiedaEnvironment = {}): Promise<JiedaService> {
  const folder = temporaryFolder('service');
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const process = serverProcess({
    command: globalThis.process.execPath,
    args: [...program, 'serve'],
    cwd: repository,
    env: { JIEDA_DATA_DIR: folder.path, ...settings, JIEDA_PORT: String(port) },
    isReady: async () => (await fetch(`${url}/readyz`)).ok,
  });
  await process.start();
  return Object.assign(process, {
    port,
    url,
    async remove() {
      await process.stop();
      folder.remove();
    },
  });
}

/** Runs one command, such as `['import', file, '--bank', 'finance']`. Rejects when it exits with another code than 0. */
export async function runJieda(args: string[], settings: JiedaEnvironment = {}): Promise<string> {
  const env = { ...globalThis.process.env, ...settings };
  const options = { cwd: repository, env };
  return (await promisify(execFile)(globalThis.process.execPath, [...program, ...args], options)).stdout;
}
