/**
 * `jieda start`, `stop`, `restart`, `reload` and `status`:
 * 1. They start, describe, reload and end one and the same service; starting twice and stopping twice do no harm.
 * 2. A reload that fails says why and exits with 1, and the service goes on. One that is asked for during another is
 *    waited for itself.
 * 3. A start that fails says why and exits with 2.
 * 4. A pid file of a process that has ended, or whose id another program has, is not taken for the service, and
 *    the other program is left alone.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import path from 'node:path';
import { afterAll, expect, it, onTestFinished, vi } from 'vitest';
import { openDaemon } from '../../src/cluster/daemon.ts';
import { eventually } from '../helpers/eventually.ts';
import { fillBank } from '../helpers/fill-bank.ts';
import { freePort } from '../helpers/free-port.ts';
import { mustRunJieda, runJieda } from '../helpers/jieda-command.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

vi.setConfig({ testTimeout: 400_000 });

const folder = temporaryFolder('daemon');
afterAll(() => {
  folder.remove();
});

async function newService(name: string) {
  const data = path.join(folder.path, name);
  mkdirSync(data);
  const envFile = path.join(data, 'settings.env');
  writeFileSync(envFile, '');
  const port = await freePort();
  const environment = { JIEDA_DATA_DIR: data, JIEDA_PORT: String(port), JIEDA_ENV_FILE: envFile };
  onTestFinished(async () => {
    await runJieda(['stop'], environment);
  });
  return { data, envFile, port, environment, pidFile: path.join(data, 'jieda.pid') };
}

const pidIn = (file: string): number => Number(readFileSync(file, 'utf8').split('\n')[0]);

it('start, describe, reload and end one service', async () => {
  const { data, envFile, port, environment, pidFile } = await newService('whole');
  await fillBank(environment, 'finance', [{ question: '怎么还款？', answer: '在手机银行还。' }]);
  expect(await runJieda(['status'], environment)).toMatchObject({ exitCode: 3, stderr: '没有在运行\n' });
  expect(await runJieda(['reload'], environment)).toMatchObject({ exitCode: 3 });

  const started = await mustRunJieda(['start'], environment);
  const pid = pidIn(pidFile);
  expect(started).toBe(`已启动：进程 ${pid}，http://127.0.0.1:${port}\n`);
  expect(await mustRunJieda(['start'], environment)).toBe(`已在运行：进程 ${pid}\n`);
  expect(await mustRunJieda(['status'], environment)).toBe(
    `正在运行：进程 ${pid}，1 个工作进程，http://127.0.0.1:${port}\n可以回答\n`,
  );
  expect(readdirSync(path.join(data, 'log'))).toHaveLength(1);
  // Another one over the same pid file.
  expect((await runJieda(['serve', '--workers', '1'], environment)).stderr).toContain(
    `已在运行：进程 ${pid}`,
  );

  expect(await mustRunJieda(['reload'], environment)).toBe(`已重新加载：进程 ${pid}\n`);
  writeFileSync(envFile, 'JIEDA_CACHE_TTL_SECONDS=soon\nREDIS_URL=localhost\n');
  const faulty = await runJieda(['reload'], { ...environment, JIEDA_ENV_FILE: '' });
  expect(faulty.exitCode).toBe(1);
  for (const part of ['没有重新加载', '配置有 2 处错误', 'JIEDA_CACHE_TTL_SECONDS=soon', 'REDIS_URL'])
    expect(faulty.stderr).toContain(part);
  writeFileSync(envFile, '');

  expect(await mustRunJieda(['restart', '--workers', '2'], environment)).toContain(`已停止：进程 ${pid}\n`);
  const next = pidIn(pidFile);
  expect(next).not.toBe(pid);
  expect(await mustRunJieda(['status'], environment)).toContain('2 个工作进程');
  expect(await mustRunJieda(['stop'], environment)).toBe(`已停止：进程 ${next}\n`);
  expect(existsSync(pidFile)).toBe(false);
  expect(await mustRunJieda(['stop'], environment)).toBe('没有在运行\n');
});

it('wait for their own reload, not for one that was under way', async () => {
  const { data, environment, pidFile } = await newService('reloads');
  await mustRunJieda(['start'], environment);
  const [log] = readdirSync(path.join(data, 'log'));
  const logged = (text: string): number =>
    readFileSync(path.join(data, 'log', log!), 'utf8').split(text).length - 1;
  const daemon = openDaemon({ pidFile, errorFile: path.join(data, 'errors'), environment });
  const pid = pidIn(pidFile);
  const first = daemon.reload(pid);
  await eventually(() => logged('"Reloading: ') === 1);
  expect(await daemon.reload(pid)).toBeNull();
  expect(logged('"Reloaded"')).toBe(2);
  expect(await first).toBeNull();
});

it('say why the service does not start', async () => {
  const { environment, port } = await newService('taken');
  const other = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void other.close());
  const result = await runJieda(['start'], environment);
  expect(result.exitCode).toBe(2);
  expect(result.stderr).toContain('没有启动成功');
  expect(result.stderr).toContain('JIEDA_PORT');
});

it('do not take another process for the service', async () => {
  const { environment, pidFile } = await newService('stale');
  const other = spawn('sleep', ['600'], { stdio: 'ignore' });
  onTestFinished(() => void other.kill('SIGKILL'));
  const status = '{"workers":1,"serving":true,"reloadsAsked":0,"reloadsEnded":[]}';
  writeFileSync(pidFile, `${other.pid}\nsome-boot 123\n${status}\n`);
  for (const command of ['status', 'reload']) {
    const result = await runJieda([command], environment);
    expect(result.exitCode).toBe(3);
    expect(result.stderr).toContain(`进程 ${other.pid} 现在是另一个程序`);
  }
  expect(await mustRunJieda(['stop'], environment)).toContain('现在是另一个程序，不会去动它');
  expect(other.exitCode ?? other.signalCode).toBeNull();

  writeFileSync(pidFile, `4194300\nsome-boot 123\n${status}\n`);
  expect((await runJieda(['status'], environment)).stderr).toContain('进程 4194300 已经结束');
});
