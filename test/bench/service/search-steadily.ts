/**
 * Searches a bank at a steady pace, in a process of its own so that nothing else that its parent does counts: from the
 * message that says it is warm until it is told to stop. Then it sends how many milliseconds each search took.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { paraphrases } from './paraphrases.ts';

const SEARCH_EVERY_MS = 20;
const WARM_UP = 50;
const queries = paraphrases();
const [address, bank] = process.argv.slice(2) as [string, string];
const latencies: number[] = [];
const asking: Promise<void>[] = [];
let isOver = false;

process.on('message', () => (isOver = true));
for (let n = 0; !isOver; n++) {
  if (n === WARM_UP) {
    await Promise.all(asking);
    latencies.length = 0;
    process.send!('warm');
  }
  asking.push(searchOnce(queries[n % queries.length]!));
  await sleep(SEARCH_EVERY_MS);
}
await Promise.all(asking);
process.send!(latencies);
process.disconnect();

async function searchOnce(query: string): Promise<void> {
  const startedAt = performance.now();
  const url = `${address}/api/v1/search?bank=${bank}&q=${encodeURIComponent(query)}`;
  // A server that lets nobody in for ten seconds has been measured, too.
  const reply = await fetch(url).catch(() => null);
  const text = await reply?.text();
  if (reply?.ok === false) throw new Error(text);
  latencies.push(performance.now() - startedAt);
}
