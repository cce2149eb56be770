import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { startJieda } from '../helpers/jieda-server.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { percentile, printTable } from './figures.ts';
import { fillService } from './service/fill-service.ts';
import { searchWhile } from './service/search-while.ts';

export interface WritesBenchOptions {
  /** Questions in the bank. */
  size: number;
  rounds: number;
  /** Of each measurement. */
  seconds: number;
  json: string | undefined;
}

interface Figures {
  writesPerSecond: number;
  searchP50Ms: number;
  searchP99Ms: number;
}

const WRITES_PER_SECOND = 200;
/** Writes under way at a time at most: what comes too late is left out, and is missing in the figures. */
const MOST_WRITERS = 16;

/**
 * Fifty searches a second, cache off, through HTTP on SQLite: alone, and while questions are added, changed and removed.
 * The load runs on the same machine.
 */
export async function benchWrites({ size, rounds, seconds, json }: WritesBenchOptions): Promise<void> {
  const folder = temporaryFolder('bench-writes');
  const data = { JIEDA_DATA_DIR: folder.path, JIEDA_LOG_LEVEL: 'warn', JIEDA_CACHE_MAX_BYTES: '0' };
  const key = await fillService(folder.path, data, size);
  const server = await startJieda(data, 'built');
  const alone: Figures[] = [];
  const beside: Figures[] = [];
  try {
    const ms = seconds * 1000;
    const search = (work: () => Promise<unknown>): Promise<number[]> =>
      searchWhile(server.address, 'finance', work);
    for (let round = 0; round < rounds; round++) {
      alone.push(figuresOf(await search(() => sleep(ms)), 0));
      let written = 0;
      const times = await search(async () => (written = await writeFor(server.address, key, ms)));
      beside.push(figuresOf(times, written / seconds));
    }
  } finally {
    await server.stop();
    folder.remove();
  }
  const figures = [
    { name: 'searches alone', ...medianOf(alone) },
    { name: `with ${WRITES_PER_SECOND} writes a second`, ...medianOf(beside) },
  ];
  console.log(`\nwrites: search over HTTP in a bank of ${size} questions, ${rounds} rounds of ${seconds} s`);
  printTable(figures);
  if (json) writeFileSync(json, `${JSON.stringify({ writes: figures }, null, 2)}\n`);
}

/** Adds, changes and removes questions at a steady pace. @returns how many writes were done */
async function writeFor(address: string, key: string, ms: number): Promise<number> {
  const questions = `${address}/api/v1/banks/finance/questions`;
  const headers = { 'content-type': 'application/json', authorization: `Bearer ${key}` };
  const send = async (method: string, place: string, body: object | null): Promise<string> => {
    const content = body === null ? {} : { body: JSON.stringify(body) };
    const reply = await fetch(place, { method, headers, ...content });
    const text = await reply.text();
    if (!reply.ok) throw new Error(text);
    return text;
  };
  let written = 0;
  const writeThrice = async (at: number): Promise<void> => {
    const question = `第 ${at} 个边查边写的问题怎么办？`;
    const created = await send('POST', questions, { question, answer: '先这样办。' });
    const place = `${questions}/${(JSON.parse(created) as { id: string }).id}`;
    await send('PATCH', place, { answer: '再那样办。' });
    await send('DELETE', place, null);
    written += 3;
  };
  const underWay = new Set<Promise<void>>();
  const startedAt = performance.now();
  for (let at = 0; performance.now() - startedAt < ms; at++) {
    const due = startedAt + (at * 3000) / WRITES_PER_SECOND;
    await sleep(Math.max(0, due - performance.now()));
    if (underWay.size >= MOST_WRITERS) await Promise.race(underWay);
    const one = writeThrice(at).finally(() => underWay.delete(one));
    underWay.add(one);
  }
  await Promise.all(underWay);
  return written;
}

function figuresOf(times: readonly number[], writesPerSecond: number): Figures {
  return { writesPerSecond, searchP50Ms: percentile(times, 0.5), searchP99Ms: percentile(times, 0.99) };
}

function medianOf(rounds: readonly Figures[]): Figures {
  const median = (name: keyof Figures): number =>
    Number(
      percentile(
        rounds.map((figures) => figures[name]),
        0.5,
      ).toFixed(2),
    );
  return {
    writesPerSecond: median('writesPerSecond'),
    searchP50Ms: median('searchP50Ms'),
    searchP99Ms: median('searchP99Ms'),
  };
}
