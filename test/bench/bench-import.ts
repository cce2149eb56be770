import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mustRunJieda, type Environment } from '../helpers/jieda-command.ts';
import { startJieda, type JiedaServer } from '../helpers/jieda-server.ts';
import { startMariadb } from '../helpers/mariadb.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { percentile, printTable } from './figures.ts';
import { writeImportLoad } from './import-load.ts';

const SAMPLE = path.join(import.meta.dirname, '../../data/finance.xlsx');
const IDLE_MS = 5000;
const SEARCH_EVERY_MS = 20;
const QUERIES = ['信用卡怎么还款', '如何开户', '基金定投是什么', '网银密码忘了', '理财产品有风险吗'];

export interface ImportBenchOptions {
  /** Rows of the files. */
  size: number;
  json: string | undefined;
}

interface Figures extends Record<string, string | number> {
  store: string;
  step: string;
  seconds: number;
  phases: string;
  searchP99Ms: number;
  idleP99Ms: number;
  peakMb: number;
}

interface Phase {
  state: string;
  progress: { phase: string } | null;
}

/**
 * One bank uploaded over HTTP as .xlsx and as .csv until its last row is found, checked once more, and exported,
 * each by a server of its own, while another bank is searched fifty times a second with the cache off.
 */
export async function benchImport({ size, json }: ImportBenchOptions): Promise<void> {
  const folder = temporaryFolder('bench');
  const mariadb = await startMariadb();
  const figures: Figures[] = [];
  try {
    const load = await writeImportLoad(folder.path, size);
    for (const store of ['SQLite', 'MariaDB']) {
      const environment = async (name: string): Promise<Environment> => ({
        ...(store === 'SQLite' ? {} : { MYSQL_URL: await mariadb.createDatabase() }),
        ...{ JIEDA_DATA_DIR: path.join(folder.path, `${store}-${name}`), JIEDA_LOG_LEVEL: 'error' },
        ...{ JIEDA_CACHE_MAX_BYTES: '0', JIEDA_MAX_IMPORT_BYTES: String(500 * 2 ** 20) },
      });
      figures.push(...(await measure(store, await environment('xlsx'), load.xlsx, load.lastQuestion)));
      figures.push(...(await measure(store, await environment('csv'), load.csv, load.lastQuestion)));
    }
    console.log(`\nimport: ${size} rows × 8 columns, with a phrasing each`);
    printTable(figures);
    if (json) writeFileSync(json, `${JSON.stringify({ imports: figures }, null, 2)}\n`);
  } finally {
    await mariadb.stop();
    folder.remove();
  }
}

async function measure(
  store: string,
  environment: Environment,
  file: string,
  lastQuestion: string,
): Promise<Figures[]> {
  await mustRunJieda(['import', SAMPLE, '--bank', 'finance'], environment);
  const created = await mustRunJieda(['key', 'create', '--name', 'bench', '--role', 'owner'], environment);
  const key = /jd_[\w-]+/.exec(created)![0];
  const server = await startJieda(environment, 'built');
  const format = path.extname(file);
  const figures: Figures[] = [];
  try {
    const authorization = { Authorization: `Bearer ${key}` };
    await fetch(`${server.address}/api/v1/banks`, {
      method: 'POST',
      headers: { ...authorization, 'Content-Type': 'application/json' },
      body: JSON.stringify({ name: 'big' }),
    });
    await searchWhile(server, sleep(IDLE_MS));
    const idle = await searchWhile(server, sleep(IDLE_MS));
    const step = async (name: string, work: () => Promise<string>): Promise<void> => {
      const startedAt = performance.now();
      let phases = '';
      let seconds = 0;
      const latencies = await searchWhile(
        server,
        work().then((said) => {
          phases = said;
          seconds = (performance.now() - startedAt) / 1000;
        }),
      );
      figures.push({
        ...{ store, step: name, seconds: Number(seconds.toFixed(1)), phases },
        searchP99Ms: Number(percentile(latencies, 0.99).toFixed(1)),
        idleP99Ms: Number(percentile(idle, 0.99).toFixed(1)),
        peakMb: peakMb(server.pid!),
      });
    };
    await step(`${format} uploaded until found`, async () => {
      const phases = await upload(server, authorization, file, false);
      await demandFound(server, lastQuestion);
      return phases;
    });
    await step(`${format} checked again`, () => upload(server, authorization, file, true));
    await step(`exported as ${format}`, async () => {
      const reply = await fetch(`${server.address}/api/v1/banks/big/export${format}`, {
        headers: authorization,
      });
      await reply.arrayBuffer();
      return '';
    });
    return figures;
  } finally {
    await server.stop();
  }
}

/** Uploads and waits for the end. @returns how long it was in which phase, in seconds */
async function upload(
  server: JiedaServer,
  headers: Record<string, string>,
  file: string,
  dryRun: boolean,
): Promise<string> {
  const form = new FormData();
  form.set('dryRun', String(dryRun));
  form.set('file', new Blob([readFileSync(file)]), path.basename(file));
  const began = performance.now();
  const url = `${server.address}/api/v1/banks/big/imports`;
  const reply = await fetch(url, { method: 'POST', headers, body: form });
  if (reply.status !== 202) throw new Error(`${reply.status} ${await reply.text()}`);
  const address = server.address + reply.headers.get('location')!;
  const spent = new Map<string, number>([['uploading', performance.now() - began]]);
  const events = await fetch(`${address}/events`, { headers });
  let phase = 'queued';
  let since = performance.now();
  for await (const { state, progress } of eventsOf(events)) {
    const now = performance.now();
    spent.set(phase, (spent.get(phase) ?? 0) + now - since);
    phase = progress?.phase ?? state;
    since = now;
    if (state === 'failed') throw new Error('The import failed');
  }
  return [...spent].map(([name, ms]) => `${name} ${(ms / 1000).toFixed(1)}`).join(', ');
}

async function* eventsOf(reply: Response): AsyncGenerator<Phase> {
  const decoder = new TextDecoder();
  let buffered = '';
  for await (const chunk of reply.body!) {
    buffered += decoder.decode(chunk as Uint8Array, { stream: true });
    const events = buffered.split('\n\n');
    buffered = events.pop()!;
    for (const event of events) {
      const data = event.split('\n').find((line) => line.startsWith('data: '));
      if (data !== undefined) yield JSON.parse(data.slice('data: '.length)) as Phase;
    }
  }
}

async function demandFound(server: JiedaServer, question: string): Promise<void> {
  const parameters = new URLSearchParams({ q: question, bank: 'big' });
  const reply = await fetch(`${server.address}/api/v1/search?${parameters.toString()}`);
  const { hits } = (await reply.json()) as { hits: { question: string }[] };
  if (hits[0]?.question !== question) throw new Error(`Not found: ${question}`);
}

/** Searches at a steady pace until `work` has ended. @returns milliseconds from when each was due */
async function searchWhile(server: JiedaServer, work: Promise<void>): Promise<number[]> {
  const latencies: number[] = [];
  let ended = false;
  const settled = work.finally(() => {
    ended = true;
  });
  const asking: Promise<void>[] = [];
  for (let n = 0; !ended; n++) {
    asking.push(
      searchOnce(server, QUERIES[n % QUERIES.length]!).then((ms) => {
        latencies.push(ms);
      }),
    );
    await sleep(SEARCH_EVERY_MS);
  }
  await Promise.all(asking);
  await settled;
  return latencies;
}

async function searchOnce(server: JiedaServer, query: string): Promise<number> {
  const startedAt = performance.now();
  try {
    const reply = await fetch(`${server.address}/api/v1/search?bank=finance&q=${encodeURIComponent(query)}`);
    await reply.arrayBuffer();
  } catch {
    // A server that lets nobody in for ten seconds has been measured, too.
  }
  return performance.now() - startedAt;
}

/** Most memory that the process has ever had, in MB; Linux tells. */
function peakMb(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(/VmHWM:\s+(\d+) kB/.exec(status)![1]) / 1024);
}
