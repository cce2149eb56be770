/** Builds one engine, asks it every query in rounds, and prints its figures as JSON. Its own process, for its memory. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchEngine } from './engines/bench-engine.ts';
import { ENGINES } from './engines/engines.ts';
import { mean, percentile } from './figures.ts';
import { readTexts } from './load.ts';

const [name = '', bankFile = '', queriesFile = '', rounds = '5'] = process.argv.slice(2);
const engine = await loadEngine(name);
const questions = readTexts(bankFile);
const searches = readTexts(queriesFile).map((query) => engine.prepare(query));
const before = await residentMb();

const started = performance.now();
await engine.build(questions);
const buildMs = performance.now() - started;
const residentAfterMb = (await residentMb()) + (engine.residentMb?.() ?? 0);

const askAll = async (): Promise<number[]> => {
  const times: number[] = [];
  for (const search of searches) {
    const askedAt = performance.now();
    const found = search();
    if (found instanceof Promise) await found;
    times.push(performance.now() - askedAt);
  }
  return times;
};

// What compiles while it runs needs many queries until it is as quick as it gets.
const warmUntil = performance.now() + 10_000;
for (
  let asked = 0;
  asked === 0 || (asked < 20_000 && performance.now() < warmUntil);
  asked += searches.length
)
  await askAll();
const figures: { mean: number; p50: number; p99: number }[] = [];
for (let round = 0; round < Number(rounds); round++) {
  const times = await askAll();
  figures.push({ mean: mean(times), p50: percentile(times, 0.5), p99: percentile(times, 0.99) });
}
await engine.close?.();
const median = (key: 'mean' | 'p50' | 'p99'): number =>
  percentile(
    figures.map((round) => round[key]),
    0.5,
  );

console.log(
  JSON.stringify({
    name,
    buildMs: Math.round(buildMs),
    meanMs: round(median('mean')),
    p50Ms: round(median('p50')),
    p99Ms: round(median('p99')),
    residentMb: Math.round(residentAfterMb - before),
  }),
);

async function loadEngine(wanted: string): Promise<BenchEngine> {
  const found = ENGINES.find((one) => one.name === wanted);
  if (found?.load === undefined) throw new Error(`No such engine in Node: ${wanted}.`);
  return found.load();
}

/** After full collections, where the process allows them (--expose-gc): arrays are given back a moment after the first. */
async function residentMb(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await sleep(500);
  }
  return process.memoryUsage().rss / 2 ** 20;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
