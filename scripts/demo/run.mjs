import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { installPackages, packagesAreCurrent, runNpm } from '../install-packages.mjs';
import { buildIsCurrent } from './freshness.mjs';
import { jieda, portIsFree, startService } from './service.mjs';
import { exampleQuestion, nextSteps, presentAnswer } from './tour.mjs';
import { DemoError, root, step } from './step.mjs';

const bank = 'finance';
const port = Number(process.env.JIEDA_PORT || 8370);
const host = process.env.JIEDA_HOST || '127.0.0.1';
const address = `http://${/^(127\.|0\.0\.0\.0$|::1?$)/.test(host) ? 'localhost' : host}:${port}`;
const dataFolder = process.env.JIEDA_DATA_DIR || join(root, 'var');
const env = { ...process.env, JIEDA_PORT: String(port), JIEDA_DATA_DIR: dataFolder };

export async function run() {
  let service;
  try {
    await checkPort();
    await prepare();
    service = await step('启动服务', () => startService(env, address, join(dataFolder, 'demo.log')));
    stopOnSignal(service);
    await loadSampleBank();
    await showAround();
    await service.ended;
    if (!service.stopping) throw new DemoError(`服务意外停止，日志见 ${service.logFile}`);
  } catch (error) {
    if (service?.stopping) return;
    await service?.stop();
    if (!(error instanceof DemoError)) throw error;
    console.error(`\n✗ ${error.message}`);
    process.exitCode = 1;
  }
}

async function checkPort() {
  if (await portIsFree(port, host)) return;
  throw new DemoError(`端口 ${port} 已被占用。请换一个端口再试：JIEDA_PORT=${port + 1} npm run demo`);
}

async function prepare() {
  if (!packagesAreCurrent()) {
    await step('安装依赖（首次约需一两分钟）', () => {
      if (!installPackages()) throw new DemoError('依赖安装失败，请检查网络或 npm 镜像设置后重试。');
    });
  }
  if (!buildIsCurrent()) {
    await step('构建', () => {
      if (!runNpm(['run', 'build', '--silent'])) throw new DemoError('构建失败，原因见上方输出。');
    });
  }
  mkdirSync(dataFolder, { recursive: true });
  await step('准备数据库', () => jieda(['migrate'], env));
}

/** Only into an empty bank: what someone has changed there since the first run stays as it is. */
async function loadSampleBank() {
  if (await bankHasQuestions()) return;
  await step('导入示例题库', () =>
    jieda(['import', join(root, 'data', 'finance.xlsx'), '--bank', bank], env),
  );
  const deadline = Date.now() + 30_000;
  while (!(await bankHasQuestions())) {
    if (Date.now() > deadline) throw new DemoError('示例题库已导入，但服务迟迟没有载入它。');
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function bankHasQuestions() {
  const response = await fetch(
    `${address}/api/v1/search?bank=${bank}&limit=1&q=${encodeURIComponent('信用卡')}`,
  );
  return response.ok && (await response.json()).hits.length > 0;
}

async function showAround() {
  const response = await fetch(`${address}/api/v1/ask`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ question: exampleQuestion, bank }),
  });
  const reply = await response.json();
  if (!response.ok) throw new DemoError(`示例提问失败：${reply.error?.message ?? response.status}`);
  console.log(presentAnswer(reply));
  console.log(nextSteps(address));
}

function stopOnSignal(service) {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      if (!service.stopping) console.log('\n正在停止服务……');
      void service.stop();
    });
  }
}
