import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { ENGINES } from './engines/bench-engine.ts';
import { printTable } from './figures.ts';
import { writeLoad } from './load.ts';

export interface EngineBenchOptions {
  /** Questions in the bank, where no bank is given. */
  size: number;
  /** Real questions to make the bank of, one a line; see `writeLoad`. */
  questions: string | undefined;
  /** Times every query is asked; the median round counts. */
  rounds: number;
  /** Files of `id<TAB>text` lines. */
  bank: string | undefined;
  queries: string | undefined;
  /** Where to write the figures. */
  json: string | undefined;
}

interface EngineFigures {
  name: string;
  buildMs: number;
  meanMs: number;
  p50Ms: number;
  p99Ms: number;
  residentMb: number;
}

/** Whole searches, one thread, top ten: Jieda with ranking and highlights, the rivals with what they offer. */
export async function benchEngines(options: EngineBenchOptions): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'jieda-bench-'));
  try {
    const made =
      options.bank && options.queries ? null : await writeLoad(folder, options.size, options.questions);
    const bank = options.bank ?? made!.bank;
    const queries = options.queries ?? made!.queries;
    console.log(
      `\nengine: ${made === null ? bank : `${options.size} questions (${made.origin})`}, ${options.rounds} rounds`,
    );
    const engines = Object.keys(ENGINES).map((name) => measure(name, bank, queries, options.rounds));
    printTable(engines.map((figures) => ({ ...figures })));
    if (options.json) writeFileSync(options.json, `${JSON.stringify({ engines }, null, 2)}\n`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure(name: string, bank: string, queries: string, rounds: number): EngineFigures {
  const script = path.join(import.meta.dirname, 'measure-engine.ts');
  const args = ['--expose-gc', '--import', 'tsx', script, name, bank, queries, String(rounds)];
  const output = execFileSync(process.execPath, args, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output) as EngineFigures;
}
