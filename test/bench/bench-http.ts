import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import autocannon from 'autocannon';
import { findService } from '../helpers/availability.ts';
import { freePort } from '../helpers/free-port.ts';
import { mustRunJieda } from '../helpers/jieda-command.ts';
import { startJieda } from '../helpers/jieda-server.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { percentile, printTable } from './figures.ts';
import { askPath, paraphrases } from './service/paraphrases.ts';
import { wrk, type WrkLoad } from './service/wrk.ts';

const REPOSITORY = path.join(import.meta.dirname, '../..');
const WARM_UP_SECONDS = 6;
const CONNECTIONS = 16;

export interface HttpBenchOptions {
  rounds: number;
  /** Of each measurement. */
  seconds: number;
  json: string | undefined;
}

interface Target {
  name: string;
  url: string;
  requestsPerSecond: number[];
}

/**
 * `GET /api/v1/ask` over HTTP, answered from the cache and with the cache off, against a bare Express route that
 * returns the same bytes. The three take turns, so that a drifting machine treats them alike. wrk makes the load
 * where it is installed; autocannon needs more time for a request than a bare Express route and so hides its speed.
 */
export async function benchHttp({ rounds, seconds, json }: HttpBenchOptions): Promise<void> {
  const folder = temporaryFolder('bench');
  const data = { JIEDA_DATA_DIR: folder.path, JIEDA_LOG_LEVEL: 'error', JIEDA_RATE_LIMIT_PER_MINUTE: '0' };
  await mustRunJieda(['import', path.join(REPOSITORY, 'data/finance.xlsx'), '--bank', 'finance'], data);
  const cached = await startJieda(data, 'built');
  const uncached = await startJieda({ ...data, JIEDA_CACHE_MAX_BYTES: '0' }, 'built');
  const paths = paraphrases().map(askPath);
  const body = await (await fetch(cached.address + paths[0]!)).text();
  const bare = await startBareExpress(body);
  try {
    const targets: Target[] = [
      { name: 'bare Express', url: bare.url, requestsPerSecond: [] },
      { name: 'Jieda, from cache', url: cached.address, requestsPerSecond: [] },
      { name: 'Jieda, cache off', url: uncached.address, requestsPerSecond: [] },
    ];
    const hasWrk = findService('wrk') !== undefined;
    const run = ({ url }: Target, seconds: number): Promise<number> => {
      const load = { url, paths, connections: CONNECTIONS, seconds };
      return hasWrk ? wrk(folder.path, load) : cannonade(load);
    };
    for (const target of targets) await run(target, WARM_UP_SECONDS);
    for (let round = 0; round < rounds; round++) {
      for (const target of targets) target.requestsPerSecond.push(await run(target, seconds));
    }
    const reference = targets[0]!.requestsPerSecond;
    const figures = targets.map(({ name, requestsPerSecond }) => ({
      name,
      requestsPerSecond: Math.round(percentile(requestsPerSecond, 0.5)),
      shareOfBareExpress: ratioOfRounds(requestsPerSecond, reference),
    }));
    console.log(
      `\nhttp: GET /api/v1/ask, ${rounds} rounds of ${seconds} s, ${CONNECTIONS} connections, ${hasWrk ? 'wrk' : 'autocannon'}, median round`,
    );
    printTable(figures);
    if (json) writeFileSync(json, `${JSON.stringify({ http: figures }, null, 2)}\n`);
  } finally {
    bare.process.kill();
    await Promise.all([cached.stop(), uncached.stop()]);
    folder.remove();
  }
}

/** Median of the ratios round by round, in which slow moments of the machine cancel out. */
function ratioOfRounds(values: readonly number[], reference: readonly number[]): number {
  return Number(
    percentile(
      values.map((value, i) => value / reference[i]!),
      0.5,
    ).toFixed(2),
  );
}

async function cannonade({ url, paths, connections, seconds }: WrkLoad): Promise<number> {
  const requests = paths.map((one) => ({ path: one }));
  const result = await autocannon({ url, connections, duration: seconds, requests });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${url}: ${result.non2xx} non-2xx, ${result.errors} errors`);
  return result.requests.average;
}

async function startBareExpress(body: string): Promise<{ url: string; process: ChildProcess }> {
  const port = await freePort();
  const script = path.join(import.meta.dirname, 'bare-express.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, String(port)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  child.stdin.end(body);
  await once(child.stdout, 'data');
  return { url: `http://127.0.0.1:${port}`, process: child };
}
