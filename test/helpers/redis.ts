import { Redis } from 'ioredis';
import { programOf } from './availability.ts';
import { freePort } from './free-port.ts';
import { serverProcess, type ServerProcess } from './server-process.ts';
import { temporaryFolder } from './temporary-folder.ts';

export interface RedisServer extends Pick<ServerProcess, 'kill' | 'pause' | 'resume'> {
  /** `redis://[:password@]127.0.0.1:port` */
  readonly url: string;
  readonly port: number;
  /** Starts the server again on the same port, empty, after `kill` or while it runs. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export interface RedisOptions {
  /** Clients must give this password. */
  password?: string;
  port?: number;
  /** More command-line options, such as `['--replicaof', '127.0.0.1', '6379']`. */
  args?: string[];
}

/** A real Redis without persistence on a free port of 127.0.0.1, ready in about 0.1 s. */
export async function startRedis({ password, port, args = [] }: RedisOptions = {}): Promise<RedisServer> {
  const folder = temporaryFolder('redis');
  const listening = port ?? (await freePort());
  const login = password === undefined ? [] : ['--requirepass', password, '--masterauth', password];
  const url = `redis://${password === undefined ? '' : `:${encodeURIComponent(password)}@`}127.0.0.1:${listening}`;
  const process = serverProcess({
    command: programOf('redis'),
    args: [
      ...['--port', String(listening), '--bind', '127.0.0.1', '--dir', folder.path],
      ...['--save', '', '--appendonly', 'no', '--daemonize', 'no'],
      ...login,
      ...args,
    ],
    isReady: () => answersPing(url),
  });
  await process.start();
  return {
    url,
    port: listening,
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

/** Whether a Redis or Sentinel answers there now. */
async function answersPing(url: string): Promise<boolean> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: () => null, maxRetriesPerRequest: 0 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.ping();
    return true;
  } finally {
    client.disconnect();
  }
}
