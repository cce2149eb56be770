import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { freePort } from './free-port.ts';
import { serverProcess, type ServerProcess } from './server-process.ts';

const root = path.join(import.meta.dirname, '../..');
const fromSource = ['--import', 'tsx', path.join(root, 'src/main.ts')];

export type Environment = Record<string, string>;

export interface CommandResult {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

/** Runs one command of `jieda`, from its source, to its end. */
export async function runJieda(args: readonly string[], environment: Environment): Promise<CommandResult> {
  const child = spawn(process.execPath, [...fromSource, ...args], {
    cwd: root,
    env: isolated(environment),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  const [exitCode] = (await once(child, 'close')) as [number | null];
  return { exitCode, stdout, stderr };
}

export interface JiedaServer extends ServerProcess {
  /** `http://127.0.0.1:port` */
  readonly address: string;
}

/** `jieda serve` on a free port; `start` resolves as soon as it listens. */
export async function jiedaServer(environment: Environment): Promise<JiedaServer> {
  const port = await freePort();
  const address = `http://127.0.0.1:${port}`;
  const server = serverProcess({
    command: process.execPath,
    args: [...fromSource, 'serve'],
    cwd: root,
    env: isolated({ JIEDA_PORT: String(port), ...environment }),
    isReady: async () => (await fetch(`${address}/healthz`)).ok,
  });
  return Object.defineProperty(server as JiedaServer, 'address', { value: address });
}

/** This process's environment without any configuration of Jieda that may be in it. */
function isolated(environment: Environment): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !/^(JIEDA|MYSQL|REDIS)_/.test(name));
  return { ...Object.fromEntries(inherited), ...environment };
}
