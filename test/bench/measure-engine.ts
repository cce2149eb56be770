/** Builds one engine, asks it every query in rounds, and prints its figures as JSON. Its own process, for its memory. */
import { ENGINES } from './engines/bench-engine.ts';
import { mean, percentile } from './figures.ts';
import { readTexts } from './load.ts';

const [name = '', bankFile = '', queriesFile = '', rounds = '5'] = process.argv.slice(2);
const engine = await ENGINES[name]!();
const questions = readTexts(bankFile);
const queries = readTexts(queriesFile);
const before = residentMb();

const started = performance.now();
engine.build(questions);
const buildMs = performance.now() - started;
const residentAfterMb = residentMb();

const ask = (query: string): number => {
  const askedAt = performance.now();
  engine.search(query);
  return performance.now() - askedAt;
};
queries.slice(0, 100).forEach(ask);
const figures = Array.from({ length: Number(rounds) }, () => {
  const times = queries.map(ask);
  return { mean: mean(times), p50: percentile(times, 0.5), p99: percentile(times, 0.99) };
});
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

/** After a full collection where the process allows one (--expose-gc). */
function residentMb(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss / 2 ** 20;
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
