import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Server } from 'node:net';
import { closeSync, existsSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createConnection } from 'mysql2/promise';
import { afterAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { requireService } from '../helpers/availability.ts';
import { eventually } from '../helpers/eventually.ts';
import { fillBank } from '../helpers/fill-bank.ts';
import { freePort } from '../helpers/free-port.ts';
import { jiedaCommand, runJieda, type Environment } from '../helpers/jieda-command.ts';
import { jiedaServer } from '../helpers/jieda-server.ts';
import { startMariadb } from '../helpers/mariadb.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

// `jieda serve` as an operator meets it: starting, stopping, and what is away.

vi.setConfig({ testTimeout: 400_000 });

const folder = temporaryFolder('serve');
afterAll(() => {
  folder.remove();
});

const questions = [{ question: '中国农业银行信用卡如何还款？', answer: '可以用掌上银行、柜台或自动还款。' }];

function newEnvironment(name: string): Environment {
  const data = path.join(folder.path, name);
  mkdirSync(data);
  return { JIEDA_DATA_DIR: data };
}

async function started(environment: Environment) {
  const server = await jiedaServer(environment);
  onTestFinished(() => server.stop());
  await server.start();
  return server;
}

async function statusOf(url: string): Promise<number> {
  return (await fetch(url)).status;
}

describe('jieda serve', () => {
  it('becomes ready, answers, and ends with 0 when asked to', async () => {
    const environment = newEnvironment('plain');
    await fillBank(environment, 'finance', questions);
    const server = await started(environment);
    await eventually(async () => (await statusOf(`${server.address}/readyz`)) === 200, 30_000);
    const reply = await fetch(`${server.address}/api/v1/ask?q=${encodeURIComponent('农行信用卡怎么还款')}`);
    expect(await reply.json()).toMatchObject({
      outcome: 'answer',
      answer: { question: '中国农业银行信用卡如何还款？' },
    });
    await server.stop();
    expect(server.output).toContain('"msg":"Stopped"');
  });

  it.runIf(existsSync('/dev/full'))(
    'serves, and ends when asked to, where neither its log nor standard error can be written',
    async () => {
      const port = await freePort();
      const environment = { ...newEnvironment('full-disk'), JIEDA_PORT: String(port) };
      const { command, args, ...options } = jiedaCommand(['serve'], environment);
      const full = openSync('/dev/full', 'w');
      const child = spawn(command, args, { ...options, stdio: ['ignore', full, full] });
      onTestFinished(() => void child.kill('SIGKILL'));
      closeSync(full);
      const ended = once(child, 'exit');
      const isUp = () => statusOf(`http://127.0.0.1:${port}/healthz`).then((status) => status === 200);
      await eventually(() => isUp().catch(() => false), 30_000);
      expect(await statusOf(`http://127.0.0.1:${port}/api/v1/nothing`)).toBe(404);
      expect(await isUp()).toBe(true);
      child.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    },
  );

  it.each([
    { signal: 'SIGTERM', asked: 'to stop' },
    { signal: 'SIGHUP', asked: 'for a reload, which takes workers' },
  ] as const)('finishes a request that is under way when $signal asks it $asked', async ({ signal }) => {
    const environment = newEnvironment(`under-way-${signal}`);
    await fillBank(environment, 'finance', questions);
    const server = await started(environment);
    await eventually(async () => (await statusOf(`${server.address}/readyz`)) === 200, 30_000);

    const body = JSON.stringify({ question: '农行信用卡怎么还款' });
    const half = Buffer.byteLength(body) / 2;
    let sendRest = (): void => undefined;
    const stream = new ReadableStream<Uint8Array>({
      start(controller) {
        const bytes = new TextEncoder().encode(body);
        controller.enqueue(bytes.slice(0, half));
        sendRest = () => {
          controller.enqueue(bytes.slice(half));
          controller.close();
        };
      },
    });
    const reply = fetch(`${server.address}/api/v1/ask`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: stream,
      duplex: 'half',
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    const stopped = server.stop(signal);
    await eventually(() => server.output.includes('Stopping'));
    await expect(
      once(connect(Number(new URL(server.address).port), '127.0.0.1'), 'connect'),
    ).rejects.toThrow();
    sendRest();
    expect(await (await reply).json()).toMatchObject({ outcome: 'answer' });
    await stopped;
    expect(server.output).not.toContain('cutOff');
  });

  it('lists every fault of its configuration and exits with 2', async () => {
    const result = await runJieda(['serve'], {
      JIEDA_PORT: '0',
      REDIS_URL: 'localhost',
      JIEDA_LOG_LEVEL: 'loud',
    });
    expect(result.exitCode).toBe(2);
    expect(result.stderr).toContain('配置有 3 处错误');
    for (const variable of ['JIEDA_PORT=0', 'REDIS_URL', 'JIEDA_LOG_LEVEL=loud'])
      expect(result.stderr).toContain(variable);
    expect(result.stderr).not.toContain('    at ');
  });

  it('says when its port is taken', async () => {
    const port = await freePort();
    const other: Server = createServer().listen(port, '127.0.0.1');
    onTestFinished(() => void other.close());
    const result = await runJieda(['serve'], { ...newEnvironment('taken'), JIEDA_PORT: String(port) });
    expect(result).toMatchObject({ exitCode: 2 });
    expect(result.stderr).toContain('JIEDA_PORT');
  });

  it('warns of variables it does not know', async () => {
    const server = await started({ ...newEnvironment('unknown'), JIEDA_PROT: '1' });
    expect(server.output).toContain('不认识的变量 JIEDA_PROT，是不是 JIEDA_PORT？');
  });
});

describe.runIf(requireService('mariadb'))('with its database away at the start', () => {
  it('lives without being ready, says why, and answers once the database is there', async () => {
    const mariadb = await startMariadb();
    onTestFinished(() => mariadb.stop());
    const environment = { ...newEnvironment('away'), MYSQL_URL: await mariadb.createDatabase() };
    await fillBank(environment, 'finance', questions);
    await mariadb.kill();

    const server = await started(environment);
    expect(await statusOf(`${server.address}/healthz`)).toBe(200);
    const notReady = await fetch(`${server.address}/readyz`);
    expect(notReady.status).toBe(503);
    expect(await notReady.json()).toMatchObject({ ready: false, parts: { store: { status: 'down' } } });
    const search = `${server.address}/api/v1/search?q=${encodeURIComponent('农行信用卡')}`;
    expect(await statusOf(search)).toBe(503);
    expect(server.output).toContain('away');

    await mariadb.restart();
    await eventually(async () => (await statusOf(search)) === 200, 20_000);
    expect(await (await fetch(`${server.address}/readyz`)).json()).toMatchObject({ ready: true });
  });

  it('says so within seconds when its database hangs', async () => {
    const mariadb = await startMariadb();
    onTestFinished(() => mariadb.stop());
    const environment = { ...newEnvironment('hung'), MYSQL_URL: await mariadb.createDatabase() };
    await fillBank(environment, 'finance', questions);
    const server = await started(environment);
    await eventually(async () => (await statusOf(`${server.address}/readyz`)) === 200, 30_000);
    const degraded = async () => {
      const reply = await fetch(`${server.address}/api/v1/ask?q=${encodeURIComponent('农行信用卡怎么还款')}`);
      expect(reply.status).toBe(200);
      return reply.headers.get('x-jieda-degraded');
    };
    expect(await degraded()).toBeNull();
    await mariadb.pause();
    onTestFinished(() => {
      mariadb.resume();
    });
    // Far less than the timeout of a statement.
    await eventually(async () => (await degraded()) === 'store', 20_000);
    mariadb.resume();
    await eventually(async () => (await degraded()) === null, 40_000);
  });

  it('finds what another program changes in its tables', async () => {
    const mariadb = await startMariadb();
    onTestFinished(() => mariadb.stop());
    const url = await mariadb.createDatabase();
    const environment = { ...newEnvironment('outside'), MYSQL_URL: url };
    await fillBank(environment, 'finance', questions);
    const server = await started(environment);
    await eventually(async () => (await statusOf(`${server.address}/readyz`)) === 200, 30_000);
    const answer = async () => {
      const reply = await fetch(`${server.address}/api/v1/ask?q=${encodeURIComponent('农行信用卡怎么还款')}`);
      return ((await reply.json()) as { answer: { text: string } | null }).answer?.text;
    };
    expect(await answer()).toBe(questions[0]!.answer);
    const other = await createConnection(url);
    await other.query("update questions set answer = '打电话还'");
    await eventually(async () => (await answer()) === '打电话还', 20_000);
    await other.query('delete from questions');
    await other.end();
    await eventually(async () => (await answer()) === undefined, 20_000);
  });

  it('serves on and says so when its data folder cannot be written', async () => {
    const mariadb = await startMariadb();
    onTestFinished(() => mariadb.stop());
    // Whoever runs the tests may write anywhere, but not into a file as if it were a folder.
    const blocked = path.join(folder.path, 'blocked');
    writeFileSync(blocked, '');
    const environment = { JIEDA_DATA_DIR: blocked, MYSQL_URL: await mariadb.createDatabase() };
    await fillBank(environment, 'finance', questions);
    const server = await started(environment);
    interface Answer {
      ready: boolean;
      parts: { index: { status: string; message?: string } };
    }
    const readiness = async () => (await (await fetch(`${server.address}/readyz`)).json()) as Answer;
    await eventually(async () => (await readiness()).parts.index.status === 'degraded', 30_000);
    const { ready, parts } = await readiness();
    expect(ready).toBe(true);
    expect(parts.index.message).toContain('索引快照写不进数据文件夹');
    await eventually(() => server.output.includes('The snapshot of a bank could not be written'));
    const reply = await fetch(`${server.address}/api/v1/ask?q=${encodeURIComponent('农行信用卡怎么还款')}`);
    expect(await reply.json()).toMatchObject({ outcome: 'answer' });
  });

  it('answers from its snapshot', async () => {
    const mariadb = await startMariadb();
    onTestFinished(() => mariadb.stop());
    const environment = { ...newEnvironment('snapshot'), MYSQL_URL: await mariadb.createDatabase() };
    await fillBank(environment, 'finance', questions);
    const before = await started(environment);
    await eventually(async () => (await statusOf(`${before.address}/readyz`)) === 200, 30_000);
    await before.stop();
    await mariadb.kill();

    const server = await started(environment);
    await eventually(async () => (await statusOf(`${server.address}/readyz`)) === 200, 30_000);
    const reply = await fetch(`${server.address}/api/v1/ask?q=${encodeURIComponent('农行信用卡怎么还款')}`);
    expect(reply.headers.get('x-jieda-degraded')).toBe('store');
    expect(await reply.json()).toMatchObject({ outcome: 'answer' });
  });
});
