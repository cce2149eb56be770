import { writeFileSync } from 'node:fs';
import { suggest } from '../../src/engine/index.ts';
import { indexOf, search } from '../helpers/engine.ts';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { percentile, printTable } from './figures.ts';
import { readTexts, writeLoad } from './load.ts';

export interface SearchesBenchOptions {
  /** Questions in the bank. */
  size: number;
  /** Real questions to make the bank of; see `writeLoad`. */
  questions: string | undefined;
  rounds: number;
  json: string | undefined;
}

/** Ends every other question of the bank: each of its words and characters is in half of it. */
const IN_HALF = '业务怎么办理';
const TYPED_CHARACTERS = 8;
const REPEATS = 20;

const HOSTILE: Readonly<Record<string, readonly string[]>> = {
  'one character': ['的', '么', '办', '龘', 'a'],
  'two hundred same characters': ['的'.repeat(200), '办'.repeat(200), 'a'.repeat(200), '1'.repeat(200)],
  'every token in half of the bank': [IN_HALF, '怎么办理业务', '办理'],
  'two hundred characters of the bank': [IN_HALF.repeat(40).slice(0, 200)],
};

/** Completions of what is typed, and questions made to cost much as multiples of the median: one thread, no HTTP. */
export async function benchSearches({ size, questions, rounds, json }: SearchesBenchOptions): Promise<void> {
  const folder = temporaryFolder('bench-searches');
  const { bank, queries: asked, origin } = await writeLoad(folder.path, size, questions);
  const index = indexOf(readTexts(bank).map((text, at) => (at % 2 === 0 ? text + IN_HALF : text)));
  const queries = readTexts(asked);
  folder.remove();
  console.log(`\nsearches: ${size} questions (${origin}), ${rounds} rounds`);

  const ask = (query: string): number => timeOf(() => search(index, query, { limit: 10 }));
  const complete = (typed: string): number => timeOf(() => suggest(index, typed, 10, 0));
  const typed = queries.map((query, at) => query.slice(0, 1 + (at % TYPED_CHARACTERS)));
  const figures = [
    { name: 'search', ...medianRound(rounds, () => queries.map(ask)) },
    { name: 'suggest', ...medianRound(rounds, () => typed.map(complete)) },
  ];
  printTable(figures);

  const usualMs = figures[0]!.p50Ms;
  const hostile = Object.entries(HOSTILE).map(([name, texts]) => {
    const costs = texts.map((text) =>
      percentile(
        Array.from({ length: REPEATS }, () => ask(text)),
        0.5,
      ),
    );
    const worstMs = Math.max(...costs);
    return { name, worstMs: round(worstMs), timesMedian: round(worstMs / usualMs) };
  });
  printTable(hostile);
  if (json) writeFileSync(json, `${JSON.stringify({ searches: figures, hostile }, null, 2)}\n`);
}

function timeOf(work: () => unknown): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}

/** After one round to warm up. */
function medianRound(rounds: number, measure: () => number[]): { p50Ms: number; p99Ms: number } {
  measure();
  const measured = Array.from({ length: rounds }, measure);
  const median = (share: number): number =>
    round(
      percentile(
        measured.map((times) => percentile(times, share)),
        0.5,
      ),
    );
  return { p50Ms: median(0.5), p99Ms: median(0.99) };
}

function round(value: number): number {
  return Number(value.toFixed(3));
}
