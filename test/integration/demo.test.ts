import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { freePort } from '../helpers/free-port.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';

// What a newcomer sees. Runs where the build is up to date (CI builds first), so that it stays quick and
// does not build underneath other tests.

const repository = join(import.meta.dirname, '..', '..');
const demo = join(repository, 'scripts', 'demo.mjs');

describe.runIf(buildIsCurrent())(
  'npm run demo',
  () => {
    const folder = temporaryFolder('demo');
    afterAll(() => {
      folder.remove();
    });

    it('imports the sample bank, answers the example question and stops cleanly', async () => {
      const run = await startDemo();
      expect(run.output()).toContain('导入示例题库');
      expect(run.output()).toContain('问：农行信用卡怎么还款\n答：');
      expect(run.output()).toContain('标准问：中国农业银行信用卡如何还款？');
      expect(run.output()).toContain(`服务已就绪：http://localhost:${run.port}`);
      expect(await run.interrupt()).toBe(0);
      await expect(fetch(`http://127.0.0.1:${run.port}/healthz`)).rejects.toThrow();
    });

    it('keeps the data for the next run', async () => {
      const run = await startDemo();
      expect(run.output()).not.toContain('导入示例题库');
      expect(run.output()).toContain('标准问：中国农业银行信用卡如何还款？');
      expect(await run.interrupt()).toBe(0);
    });

    it('says which port to try when one is in use', async () => {
      const port = await freePort();
      const other = createServer().listen(port, '127.0.0.1');
      await once(other, 'listening');
      const child = run(port);
      const output = collect(child);
      const [code] = (await once(child, 'exit')) as [number];
      other.close();
      expect(code).toBe(1);
      expect(output()).toContain(`JIEDA_PORT=${port + 1} npm run demo`);
    });

    async function startDemo() {
      const port = await freePort();
      const child = run(port);
      const output = collect(child);
      const ended = once(child, 'exit') as Promise<[number | null]>;
      await expect
        .poll(() => child.exitCode !== null || output().includes('按 Ctrl-C'), { timeout: 240_000 })
        .toBe(true);
      return {
        port,
        output,
        async interrupt() {
          child.kill('SIGINT');
          return (await ended)[0];
        },
      };
    }

    function run(port: number): ChildProcess {
      const env = { ...process.env, JIEDA_PORT: String(port), JIEDA_DATA_DIR: folder.path };
      return spawn(process.execPath, [demo], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    }
  },
  120_000,
);

function collect(child: ChildProcess): () => string {
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  return () => text;
}

function buildIsCurrent(): boolean {
  const question = `import('${join(repository, 'scripts/demo/freshness.mjs')}').then((m) => console.log(m.buildIsCurrent()))`;
  return execFileSync(process.execPath, ['-e', question]).toString().trim() === 'true';
}
