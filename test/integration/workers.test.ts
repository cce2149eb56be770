/**
 * `jieda serve --workers N` as an operator meets it:
 * 1. Several processes answer at one port; what one writes, the others find at once, without Redis.
 * 2. /metrics counts the requests of all workers, those that have ended among them.
 * 3. SIGHUP replaces every worker without a failed request, and with the configuration of the environment file.
 * 4. A configuration with faults, or one that workers cannot start with, leaves the old workers serving and is
 *    said with all its faults.
 * 5. A worker that crashes is replaced, and the log says so.
 * 6. SIGTERM finishes what is under way and ends all processes; SIGUSR2 opens the log file anew.
 * 7. A start that cannot be is said and ends with 2.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import autocannon from 'autocannon';
import { afterAll, expect, it, onTestFinished, vi } from 'vitest';
import { eventually } from '../helpers/eventually.ts';
import { fillBank } from '../helpers/fill-bank.ts';
import { freePort } from '../helpers/free-port.ts';
import { mustRunJieda, runJieda, type Environment } from '../helpers/jieda-command.ts';
import { jiedaServer, type JiedaServer } from '../helpers/jieda-server.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

vi.setConfig({ testTimeout: 400_000 });

const folder = temporaryFolder('workers');
afterAll(() => {
  folder.remove();
});

const questions = [{ question: '中国农业银行信用卡如何还款？', answer: '可以用掌上银行、柜台或自动还款。' }];
const ASK = `/api/v1/ask?q=${encodeURIComponent('农行信用卡怎么还款')}`;

/** A service of two workers over a bank of one question; `settings` are in its environment file. */
async function serving(name: string, settings = '', more: Environment = {}) {
  const data = path.join(folder.path, name);
  mkdirSync(data);
  const envFile = path.join(data, 'settings.env');
  writeFileSync(envFile, settings);
  const environment = { JIEDA_DATA_DIR: data, JIEDA_WORKERS: '2', ...more };
  await fillBank(environment, 'finance', questions);
  const server = await jiedaServer({ ...environment, JIEDA_ENV_FILE: envFile }, '/readyz');
  onTestFinished(() => server.stop());
  await server.start();
  await eventually(() => count(server, 'A worker serves') === 2, 60_000);
  return { server, environment, data, envFile };
}

function count({ output }: JiedaServer, text: string): number {
  return output.split(text).length - 1;
}

/** Process ids of the workers in the order in which they began to serve. */
function workersOf({ output }: JiedaServer): number[] {
  return [...output.matchAll(/"worker":(\d+),"msg":"A worker serves"/g)].map(([, pid]) => Number(pid));
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function post(address: string, key: string, body: object): Promise<Response> {
  return fetch(`${address}/api/v1/banks/finance/questions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify(body),
  });
}

it('answers in all workers, counts for all of them, and shares what one has written', async () => {
  const { server, environment } = await serving('shared', '', { JIEDA_POLL_INTERVAL_MS: '600000' });
  const created = await mustRunJieda(['key', 'create', '--name', 'test'], environment);
  const key = /jd_\S+/.exec(created)![0];
  expect((await post(server.address, key, { question: '怎么开户？', answer: '到柜台。' })).status).toBe(201);
  const search = `${server.address}/api/v1/ask?q=${encodeURIComponent('怎么开户')}`;
  const answered = async (): Promise<boolean> => {
    // Each request on a connection of its own, so that both workers are asked.
    const replies = await Promise.all(
      Array.from({ length: 6 }, () => fetch(search, { headers: { connection: 'close' } })),
    );
    const bodies = (await Promise.all(replies.map((reply) => reply.json()))) as { outcome: string }[];
    return bodies.every(({ outcome }) => outcome === 'answer');
  };
  await eventually(answered, 5000);

  const asked = async (): Promise<number> => {
    const text = await (await fetch(`${server.address}/metrics`)).text();
    return Number(/jieda_asks_total\{bank="finance",outcome="answer"\} (\d+)/.exec(text)?.[1] ?? 0);
  };
  const before = await asked();
  await answered();
  expect(await asked()).toBe(before + 6);

  // A sum that falls would pass for a new beginning, and what is left of it for news.
  process.kill(server.pid!, 'SIGHUP');
  await eventually(() => count(server, '"Reloaded"') === 1, 60_000);
  expect(await asked()).toBe(before + 6);
  await answered();
  expect(await asked()).toBe(before + 12);
  process.kill(workersOf(server).at(-1)!, 'SIGKILL');
  await eventually(() => count(server, 'A worker serves') === 5, 60_000);
  expect(await asked()).toBe(before + 12);
});

it('reloads under load without a failed request', async () => {
  const { server, envFile } = await serving('reload', 'JIEDA_CORS_ORIGINS=https://old.example.com\n');
  let stopLoad = (): void => undefined;
  const finished = new Promise<autocannon.Result>((resolve, reject) => {
    const options = { url: server.address + ASK, connections: 8, duration: 600 };
    const load = autocannon(options, (error: Error | null, result) => {
      if (error === null) resolve(result);
      else reject(error);
    });
    stopLoad = () => {
      load.stop();
    };
  });
  const old = workersOf(server);
  writeFileSync(envFile, 'JIEDA_CORS_ORIGINS=https://new.example.com\n');
  for (const reloads of [1, 2]) {
    process.kill(server.pid!, 'SIGHUP');
    await eventually(() => count(server, '"Reloaded"') === reloads, 60_000);
  }
  stopLoad();
  const { non2xx, errors, timeouts, resets, requests } = await finished;
  expect({ non2xx, errors, timeouts, resets }).toEqual({ non2xx: 0, errors: 0, timeouts: 0, resets: 0 });
  expect(requests.total).toBeGreaterThan(100);

  expect(workersOf(server)).toHaveLength(6);
  expect(old.some(isAlive)).toBe(false);
  const reply = await fetch(server.address + ASK, { headers: { origin: 'https://new.example.com' } });
  expect(reply.headers.get('access-control-allow-origin')).toBe('https://new.example.com');
});

it('keeps its workers where the new configuration is faulty or nothing starts with it', async () => {
  const { server, envFile } = await serving('faulty');
  const workers = workersOf(server);
  writeFileSync(envFile, 'JIEDA_CACHE_TTL_SECONDS=soon\nREDIS_URL=localhost\n');
  process.kill(server.pid!, 'SIGHUP');
  await eventually(() => count(server, 'The reload was given up') === 1);
  expect(server.output).toContain('"variable":"JIEDA_CACHE_TTL_SECONDS"');
  expect(server.output).toContain('"variable":"REDIS_URL"');

  // An address that is not this machine's.
  writeFileSync(envFile, 'JIEDA_HOST=192.0.2.1\n');
  process.kill(server.pid!, 'SIGHUP');
  await eventually(() => count(server, 'The reload was given up') === 2, 60_000);
  expect(server.output).toContain('192.0.2.1');

  expect(workersOf(server)).toEqual(workers);
  expect(workers.every(isAlive)).toBe(true);
  expect((await fetch(server.address + ASK)).status).toBe(200);
});

it('replaces a worker that crashes', async () => {
  const { server } = await serving('crash');
  const [first] = workersOf(server);
  process.kill(first!, 'SIGKILL');
  await eventually(() => workersOf(server).length === 3, 60_000);
  expect(server.output).toContain('"reason":"signal SIGKILL"');
  expect((await fetch(server.address + ASK)).status).toBe(200);
});

it('ends all processes on SIGTERM, and opens its log file anew on SIGUSR2', async () => {
  const logs = path.join(folder.path, 'logs');
  const data = path.join(folder.path, 'stop');
  mkdirSync(data);
  const environment = { JIEDA_DATA_DIR: data, JIEDA_LOG_FILE: path.join(logs, 'jieda.log') };
  await fillBank(environment, 'finance', questions);
  const server = await jiedaServer({ ...environment, JIEDA_WORKERS: '2' }, '/readyz');
  onTestFinished(() => server.stop());
  await server.start();
  const [file] = readdirSync(logs);
  const current = path.join(logs, file!);
  await eventually(() => readFileSync(current, 'utf8').split('A worker serves').length === 3, 60_000);
  renameSync(current, path.join(logs, 'moved'));
  process.kill(server.pid!, 'SIGUSR2');
  await eventually(() => existsSync(current));
  await fetch(server.address + ASK);
  await eventually(() => readFileSync(current, 'utf8').includes('"path":"/api/v1/ask"'));

  const moved = readFileSync(path.join(logs, 'moved'), 'utf8').trim().split('\n');
  const pids = new Set(moved.map((line) => (JSON.parse(line) as { pid: number }).pid));
  await server.stop();
  expect(readFileSync(current, 'utf8')).toContain('Stopped all workers');
  expect(pids.size).toBe(3);
  expect([...pids].some(isAlive)).toBe(false);
});

it('says why it cannot start, and exits with 2', async () => {
  const port = await freePort();
  const other = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void other.close());
  const data = path.join(folder.path, 'taken');
  mkdirSync(data);
  const environment = { JIEDA_DATA_DIR: data, JIEDA_PORT: String(port) };
  const result = await runJieda(['serve', '--workers', '2'], environment);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain('JIEDA_PORT');
  expect((await runJieda(['serve', '--workers', 'many'], environment)).stderr).toContain('--workers');
  const missing = await runJieda(['serve'], { ...environment, JIEDA_ENV_FILE: path.join(data, 'missing') });
  expect(missing).toMatchObject({ exitCode: 2 });
  expect(missing.stderr).toContain('JIEDA_ENV_FILE');
});
