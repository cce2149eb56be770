import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { SupervisorStatus } from '../../src/cluster/pid-file.ts';
import { startJieda, type JiedaServer } from '../helpers/jieda-server.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { percentile, printTable } from './figures.ts';
import { csvOf, fillService } from './service/fill-service.ts';
import { askPath, paraphrases } from './service/paraphrases.ts';
import { httpConnection, type HttpConnection } from './service/http-connection.ts';
import { memoryOfTreeMb } from './service/process-figures.ts';

export interface EnduranceBenchOptions {
  /** Questions in the bank. */
  size: number;
  /** > 0 */
  minutes: number;
  json: string | undefined;
}

const READERS = 4;
const WRITE_EVERY_MS = 200;
const IMPORT_EVERY_MS = 20_000;
const IMPORT_ROWS = 500;
const SAMPLE_EVERY_MS = 2000;
/** What Node measures is the time from one beat of a timer to the next: a loop that nothing holds up has this. */
const BEAT_MS = 10;

/**
 * Two workers under reads, writes, imports and reloads for a while. Reloads fall into the first half, since they
 * begin with fresh memory: the second half shows whether it stays flat. Any failed request fails the run.
 */
export async function benchEndurance({ size, minutes, json }: EnduranceBenchOptions): Promise<void> {
  const folder = temporaryFolder('bench-endurance');
  const data = { JIEDA_DATA_DIR: folder.path, JIEDA_LOG_LEVEL: 'warn', JIEDA_WORKERS: '2' };
  const key = await fillService(folder.path, data, size);
  const server = await startJieda(data, 'built');
  const run = createRun(server, path.join(folder.path, 'jieda.pid'), key, minutes * 60_000);
  try {
    await Promise.all([
      ...Array.from({ length: READERS }, (_, at) => run.read(at)),
      run.write(),
      run.importFiles(),
      run.reload(),
      run.sample(),
    ]);
    const figures = run.figures();
    console.log(`\nendurance: ${minutes} minutes on ${size} questions, two workers, ${READERS} readers`);
    printTable([figures]);
    for (const error of run.errors.slice(0, 20)) console.log(error);
    if (json) writeFileSync(json, `${JSON.stringify({ endurance: figures }, null, 2)}\n`);
    if (run.errors.length > 0) {
      console.log(server.output.split('\n').slice(-50).join('\n'));
      process.exitCode = 1;
    }
  } finally {
    await server.stop();
    folder.remove();
  }
}

function createRun(server: JiedaServer, pidFile: string, key: string, durationMs: number) {
  const startedAt = performance.now();
  const elapsed = (): number => performance.now() - startedAt;
  const errors: string[] = [];
  const memoryMb: { atMs: number; value: number }[] = [];
  const eventLoopP99Ms: number[] = [];
  const counts = { reads: 0, writes: 0, imports: 0, reloads: 0 };
  const readMs: number[] = [];
  const writeMs: number[] = [];

  const request = async (
    connection: HttpConnection,
    what: string,
    place: string,
    init: RequestInit = {},
  ): Promise<Response | null> => {
    try {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${key}`);
      const reply = await connection(server.address + place, { ...init, headers });
      if (reply.ok) return reply;
      errors.push(`${what}: ${reply.status} ${await reply.text()}`);
    } catch (error) {
      errors.push(`${what}: ${String(error)} ${error instanceof Error ? String(error.cause) : ''}`);
    }
    return null;
  };
  const writer = httpConnection({ kept: true });
  const timedWrite = async (what: string, place: string, init: RequestInit): Promise<Response | null> => {
    const askedAt = performance.now();
    const reply = await request(writer, what, place, init);
    writeMs.push(performance.now() - askedAt);
    return reply;
  };
  const json = (method: string, body: object): RequestInit => ({
    method,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const until = async (shareOfTime: number, everyMs: number, work: () => Promise<void>): Promise<void> => {
    while (elapsed() < durationMs * shareOfTime) {
      const next = elapsed() + everyMs;
      await work();
      if (next > elapsed()) await sleep(next - elapsed());
    }
  };
  /** What is asked seconds apart. */
  const rare = httpConnection({ kept: false });
  const questions = '/api/v1/banks/finance/questions';

  return {
    errors,

    async read(reader: number): Promise<void> {
      const queries = paraphrases();
      const connection = httpConnection({ kept: true });
      let at = reader * 31;
      await until(1, 0, async () => {
        const askedAt = performance.now();
        const reply = await request(connection, 'read', askPath(queries[at++ % queries.length]!));
        await reply?.text();
        counts.reads++;
        if (counts.reads % 10 === 0) readMs.push(performance.now() - askedAt);
        // A user reads the answer; and a machine of two cores is not all the readers'.
        await sleep(5);
      });
    },

    async write(): Promise<void> {
      let at = 0;
      await until(1, WRITE_EVERY_MS, async () => {
        const question = `耐久测试写入的第 ${at++} 个问题怎么办？`;
        const created = await timedWrite(
          'create',
          questions,
          json('POST', { question, answer: '先这样办。' }),
        );
        const { id } = ((await created?.json()) ?? {}) as { id?: string };
        if (id === undefined) return;
        const changed = await timedWrite(
          'change',
          `${questions}/${id}`,
          json('PATCH', { answer: '再那样办。' }),
        );
        await changed?.text();
        const removed = await timedWrite('remove', `${questions}/${id}`, { method: 'DELETE' });
        await removed?.text();
        counts.writes += 3;
      });
    },

    async importFiles(): Promise<void> {
      await until(0.95, IMPORT_EVERY_MS, async () => {
        const form = new FormData();
        const rows = Array.from(
          { length: IMPORT_ROWS },
          (_, row) => `耐久测试导入的第 ${row} 个问题是什么？`,
        );
        const csv = csvOf(rows).replaceAll('",答案', `",第 ${counts.imports} 次导入的答案`);
        form.append('file', new Blob([csv]), 'endurance.csv');
        const accepted = await request(rare, 'import', '/api/v1/banks/finance/imports', {
          method: 'POST',
          body: form,
        });
        const place = accepted?.headers.get('location');
        await accepted?.text();
        while (place != null) {
          const reply = await request(rare, 'import', place);
          const record = ((await reply?.json()) ?? {}) as { state?: string };
          if (record.state === 'published') break;
          if (record.state === 'failed' || elapsed() > durationMs) {
            errors.push(`import: ${JSON.stringify(record).slice(0, 2000)}`);
            break;
          }
          await sleep(100);
        }
        counts.imports++;
      });
    },

    async reload(): Promise<void> {
      await until(0.5, Math.max(15_000, durationMs / 10), async () => {
        const before = reloadsOf(pidFile);
        process.kill(server.pid!, 'SIGHUP');
        while (reloadsOf(pidFile) === before) await sleep(100);
        counts.reloads++;
      });
      if (server.output.includes('The reload was given up')) errors.push('reload: given up');
    },

    async sample(): Promise<void> {
      await until(1, SAMPLE_EVERY_MS, async () => {
        memoryMb.push({ atMs: elapsed(), value: memoryOfTreeMb(server.pid!) });
        const text = (await (await request(rare, 'metrics', '/metrics'))?.text()) ?? '';
        const lag = Number(/^nodejs_eventloop_lag_p99_seconds (\S+)/m.exec(text)?.[1]);
        if (elapsed() > durationMs / 2 && Number.isFinite(lag))
          eventLoopP99Ms.push(Math.max(0, lag * 1000 - BEAT_MS));
      });
    },

    figures() {
      const between = (from: number, to: number): number =>
        percentile(
          memoryMb
            .filter(({ atMs }) => atMs >= from * durationMs && atMs < to * durationMs)
            .map(({ value }) => value),
          0.5,
        );
      return {
        ...counts,
        errors: errors.length,
        readP99Ms: Math.round(percentile(readMs, 0.99)),
        writeP99Ms: Math.round(percentile(writeMs, 0.99)),
        slowestWriteMs: Math.round(Math.max(...writeMs)),
        memoryAfterWarmUpMb: Math.round(between(0.6, 0.7)),
        memoryAtEndMb: Math.round(between(0.9, 1)),
        eventLoopP99Ms: Number(percentile(eventLoopP99Ms, 0.5).toFixed(1)),
      };
    },
  };
}

/** The number of the reload that has ended last, well or not, as the pid file tells. */
function reloadsOf(pidFile: string): number {
  const status = readFileSync(pidFile, 'utf8').split('\n')[2]!;
  return (JSON.parse(status) as SupervisorStatus).reloadsEnded.at(-1)?.number ?? 0;
}
