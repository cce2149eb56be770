import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { mustRunJieda, type Environment } from '../helpers/jieda-command.ts';
import { startJieda, type JiedaServer } from '../helpers/jieda-server.ts';
import { startMariadb } from '../helpers/mariadb.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { percentile, printTable } from './figures.ts';
import { writeImportLoad } from './import-load.ts';
import { searchWhile } from './service/search-while.ts';

const SAMPLE = path.join(import.meta.dirname, '../../data/finance.xlsx');
const IDLE_MS = 5000;
const SEARCHED = 'finance';

const STORES = ['SQLite', 'MariaDB'] as const;
const FORMATS = ['xlsx', 'csv'] as const;

/** Of 100,000 rows, in seconds. */
const TARGETS: Readonly<Record<string, number>> = {
  '.xlsx uploaded until found': 20,
  '.csv uploaded until found': 8,
  '.xlsx checked again': 12,
  '.csv checked again': 12,
  'exported as .xlsx': 8,
  'exported as .csv': 8,
};
const TARGET_PEAK_MB = 700;
const TARGET_P99_TIMES_IDLE = 3;

export interface ImportBenchOptions {
  /** Rows of the files. */
  size: number;
  /** Each by a server of its own; the table shows medians. */
  rounds: number;
  /** One of the stores, one of the formats; undefined: all. */
  store: string | undefined;
  format: string | undefined;
  json: string | undefined;
}

interface Figures {
  store: string;
  step: string;
  seconds: number;
  phases: string;
  /** Of the serving process. */
  cpuSeconds: number;
  searchP99Ms: number;
  idleP99Ms: number;
  /** Resident memory at its highest, and how much of it came with the step. */
  peakMb: number;
  growthMb: number;
}

interface Phase {
  state: string;
  progress: { phase: string } | null;
}

/**
 * One bank uploaded over HTTP as .xlsx and as .csv until its last row is found, checked once more, and exported,
 * each by a server of its own, while another bank is searched fifty times a second with the cache off.
 */
export async function benchImport({ size, rounds, store, format, json }: ImportBenchOptions): Promise<void> {
  const folder = temporaryFolder('bench');
  const stores = STORES.filter((each) => store === undefined || each.toLowerCase() === store.toLowerCase());
  const formats = FORMATS.filter((each) => format === undefined || each === format);
  const mariadb = stores.includes('MariaDB') ? await startMariadb() : null;
  const figures: Figures[] = [];
  try {
    const load = await writeImportLoad(folder.path, size);
    for (let round = 1; round <= rounds; round++) {
      for (const name of stores) {
        for (const extension of formats) {
          const environment: Environment = {
            ...(name === 'SQLite' ? {} : { MYSQL_URL: await mariadb!.createDatabase() }),
            ...{ JIEDA_DATA_DIR: path.join(folder.path, `${name}-${extension}-${round}`) },
            ...{ JIEDA_LOG_LEVEL: 'error', JIEDA_CACHE_MAX_BYTES: '0' },
            ...{ JIEDA_MAX_IMPORT_BYTES: String(500 * 2 ** 20) },
          };
          figures.push(...(await measure(name, environment, load[extension], load.lastQuestion)));
        }
      }
    }
    console.log(`\nimport: ${size} rows × 8 columns, with a phrasing each; medians of ${rounds}`);
    printTable(summarise(figures));
    if (json) writeFileSync(json, `${JSON.stringify({ imports: figures }, null, 2)}\n`);
  } finally {
    await mariadb?.stop();
    folder.remove();
  }
}

/** One row for each step: medians, with the targets beside them. */
function summarise(figures: readonly Figures[]): Record<string, string | number>[] {
  const groups = new Map<string, Figures[]>();
  for (const each of figures) {
    const key = `${each.store} ${each.step}`;
    groups.set(key, [...(groups.get(key) ?? []), each]);
  }
  return [...groups.values()].map((group) => {
    const median = (of: (each: Figures) => number): number => percentile(group.map(of), 0.5);
    const { store, step, phases } = group[0]!;
    const idle = median(({ idleP99Ms }) => idleP99Ms);
    return {
      store,
      step,
      seconds: `${median(({ seconds }) => seconds)} (≤ ${TARGETS[step]})`,
      cpuSeconds: median(({ cpuSeconds }) => cpuSeconds),
      'searchP99Ms (idle)': `${median(({ searchP99Ms }) => searchP99Ms)} (${idle}; ≤ ${(TARGET_P99_TIMES_IDLE * idle).toFixed(1)})`,
      'peakMb (growth)': `${median(({ peakMb }) => peakMb)} (+${median(({ growthMb }) => growthMb)}; ≤ ${TARGET_PEAK_MB})`,
      phases,
    };
  });
}

async function measure(
  store: string,
  environment: Environment,
  file: string,
  lastQuestion: string,
): Promise<Figures[]> {
  await mustRunJieda(['import', SAMPLE, '--bank', SEARCHED], environment);
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
    const pause = (): Promise<void> => sleep(IDLE_MS);
    await searchWhile(server.address, SEARCHED, pause);
    const idle = await searchWhile(server.address, SEARCHED, pause);
    const step = async (name: string, work: () => Promise<string>): Promise<void> => {
      const pid = server.pid!;
      const before = readUsage(pid);
      let phases = '';
      let seconds = 0;
      const latencies = await searchWhile(server.address, SEARCHED, async () => {
        forgetPeak(pid);
        const startedAt = performance.now();
        phases = await work();
        seconds = (performance.now() - startedAt) / 1000;
      });
      const after = readUsage(pid);
      figures.push({
        ...{ store, step: name, seconds: Number(seconds.toFixed(1)), phases },
        cpuSeconds: Number((after.cpuSeconds - before.cpuSeconds).toFixed(1)),
        searchP99Ms: Number(percentile(latencies, 0.99).toFixed(1)),
        idleP99Ms: Number(percentile(idle, 0.99).toFixed(1)),
        peakMb: after.peakMb,
        growthMb: after.peakMb - before.residentMb,
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
      // Taken as it comes, as a download is: the client shares the processors.
      await reply.body!.pipeTo(new WritableStream());
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

const TICKS_PER_SECOND = 100;

/** What the process has used of the processors so far, and of memory now and at most. Linux tells. */
function readUsage(pid: number): { cpuSeconds: number; residentMb: number; peakMb: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string): number =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)![1]) / 1024);
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  const cpuSeconds = (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
  return { cpuSeconds, residentMb: megabytes('VmRSS'), peakMb: megabytes('VmHWM') };
}

/** The peak counts from now on. */
function forgetPeak(pid: number): void {
  writeFileSync(`/proc/${pid}/clear_refs`, '5');
}
