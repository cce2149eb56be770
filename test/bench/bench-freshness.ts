import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startJieda } from '../helpers/jieda-server.ts';
import { startMariadb } from '../helpers/mariadb.ts';
import { startRedis } from '../helpers/redis.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { percentile, printTable } from './figures.ts';
import { fillService } from './service/fill-service.ts';

export interface FreshnessBenchOptions {
  /** Questions in the bank. */
  size: number;
  /** Questions written one after another, ≥ 1. */
  writes: number;
  json: string | undefined;
}

interface FreshnessFigures {
  news: string;
  writeP50Ms: number;
  sameProcessP50Ms: number;
  sameProcessP99Ms: number;
  otherProcessP50Ms: number;
  otherProcessP99Ms: number;
}

const LOOK_EVERY_MS = 5;
/** Started services write their snapshots and compile what they run: the first writes do not count. */
const SETTLE_MS = 8000;
const WARM_UP_WRITES = 10;

/**
 * From the beginning of a write through the API until a search finds it, in the process that was asked to write and
 * in another one over the same MariaDB: told through Redis, and by polling alone.
 */
export async function benchFreshness({ size, writes, json }: FreshnessBenchOptions): Promise<void> {
  const mariadb = await startMariadb();
  const redis = await startRedis();
  try {
    const figures = [
      await measure('Redis', size, writes, await mariadb.createDatabase(), { REDIS_URL: redis.url }),
      await measure('polling', size, writes, await mariadb.createDatabase(), {}),
    ];
    console.log(`\nfreshness: ${writes} writes to a bank of ${size} questions, milliseconds until found`);
    printTable(figures.map((row) => ({ ...row })));
    if (json) writeFileSync(json, `${JSON.stringify({ freshness: figures }, null, 2)}\n`);
  } finally {
    await Promise.all([mariadb.stop(), redis.stop()]);
  }
}

async function measure(
  news: string,
  size: number,
  writes: number,
  mysqlUrl: string,
  more: Record<string, string>,
): Promise<FreshnessFigures> {
  const folder = temporaryFolder('bench-freshness');
  const environment = { MYSQL_URL: mysqlUrl, JIEDA_LOG_LEVEL: 'warn', ...more };
  const dataOf = (name: string) => ({ ...environment, JIEDA_DATA_DIR: path.join(folder.path, name) });
  const key = await fillService(folder.path, dataOf('a'), size);
  const [writer, other] = [await startJieda(dataOf('a'), 'built'), await startJieda(dataOf('b'), 'built')];
  const written: number[] = [];
  const inSame: number[] = [];
  const inOther: number[] = [];
  try {
    await sleep(SETTLE_MS);
    for (let at = -WARM_UP_WRITES; at < writes; at++) {
      const question = `第 ${at + WARM_UP_WRITES} 次测量新写入的问题多久能查到？`;
      const startedAt = performance.now();
      const id = await write(writer.address, key, question);
      const writtenMs = performance.now() - startedAt;
      const since = async (address: string): Promise<number> => {
        while (!(await finds(address, question, id))) await sleep(LOOK_EVERY_MS);
        return performance.now() - startedAt;
      };
      const [same, elsewhere] = await Promise.all([since(writer.address), since(other.address)]);
      if (at >= 0) {
        written.push(writtenMs);
        inSame.push(same);
        inOther.push(elsewhere);
      }
      // Not in step with the polls.
      await sleep(20 + 137 * ((at + WARM_UP_WRITES) % 7));
    }
  } finally {
    await Promise.all([writer.stop(), other.stop()]);
    folder.remove();
  }
  const round = (values: number[], share: number): number => Math.round(percentile(values, share));
  return {
    news,
    writeP50Ms: round(written, 0.5),
    sameProcessP50Ms: round(inSame, 0.5),
    sameProcessP99Ms: round(inSame, 0.99),
    otherProcessP50Ms: round(inOther, 0.5),
    otherProcessP99Ms: round(inOther, 0.99),
  };
}

/** @returns id of the question */
async function write(address: string, key: string, question: string): Promise<string> {
  const reply = await fetch(`${address}/api/v1/banks/finance/questions`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${key}` },
    body: JSON.stringify({ question, answer: '现在。' }),
  });
  if (reply.status !== 201) throw new Error(await reply.text());
  return ((await reply.json()) as { id: string }).id;
}

async function finds(address: string, question: string, id: string): Promise<boolean> {
  const reply = await fetch(`${address}/api/v1/search?limit=3&q=${encodeURIComponent(question)}`);
  if (!reply.ok) throw new Error(await reply.text());
  return (await reply.text()).includes(id);
}
