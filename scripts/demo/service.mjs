import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DemoError, root } from './step.mjs';

const main = join(root, 'dist', 'main.js');

/** Runs one command of the executable to its end, showing what it prints. */
export async function jieda(args, env) {
  const child = spawn(process.execPath, [main, ...args], {
    cwd: root,
    env,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  // `import` exits with 1 when some rows were rejected: it has said which, and the rest is in.
  if (code === 0 || (code === 1 && args[0] === 'import')) return;
  throw new DemoError(`jieda ${args.join(' ')} 失败，原因见上方输出。`);
}

export async function portIsFree(port, host) {
  const server = createServer();
  try {
    server.listen(port, host);
    await once(server, 'listening');
    return true;
  } catch (error) {
    if (error.code === 'EADDRINUSE') return false;
    throw new DemoError(`无法监听 ${host}:${port}：${error.message}`);
  } finally {
    server.close();
  }
}

/**
 * Starts `jieda serve` with its log in a file and waits until it is ready. It runs in a process group of its
 * own, so that Ctrl-C reaches the demo alone, which then asks the service to finish and waits for it.
 */
export async function startService(env, address, logFile) {
  const log = openSync(logFile, 'w');
  const child = spawn(process.execPath, [main, 'serve'], {
    cwd: root,
    env,
    stdio: ['ignore', log, log],
    detached: true,
  });
  const service = {
    logFile,
    stopping: false,
    ended: once(child, 'exit'),
    async stop() {
      service.stopping = true;
      child.kill('SIGTERM');
      await service.ended;
    },
  };
  process.on('exit', () => child.kill('SIGKILL'));
  const deadline = Date.now() + 60_000;
  while (!(await isReady(address))) {
    if (child.exitCode !== null || Date.now() > deadline) {
      child.kill('SIGKILL');
      throw new DemoError(`服务没有启动成功，日志 ${logFile} 的结尾：\n${tail(logFile)}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return service;
}

async function isReady(address) {
  try {
    return (await fetch(`${address}/readyz`)).ok;
  } catch {
    return false;
  }
}

function tail(file) {
  return readFileSync(file, 'utf8').trimEnd().split('\n').slice(-15).join('\n');
}
