import { writeFileSync } from 'node:fs';
import { temporaryFolder } from '../helpers/temporary-folder.ts';
import { ENGINES } from './engines/engines.ts';
import type { EngineFigures, Load } from './engines/measured-engine.ts';
import { writeTokens, type Stream } from './engines/tokens.ts';
import { printTable } from './figures.ts';
import { readTexts, writeLoad } from './load.ts';

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
  /** Names divided by commas; undefined: all. */
  engines: string | undefined;
}

/** Every engine over the same bank and queries, one thread, top ten; see `ENGINES` for what is compared. */
export async function benchEngines(
  options: EngineBenchOptions & { json: string | undefined },
): Promise<void> {
  const engines = await measureEngines(options);
  printTable(engines.map((figures) => ({ ...figures })));
  if (options.json) writeFileSync(options.json, `${JSON.stringify({ engines }, null, 2)}\n`);
}

/** Says which engines are left out, and why. */
export async function measureEngines(options: EngineBenchOptions): Promise<EngineFigures[]> {
  const folder = temporaryFolder('bench');
  try {
    const made =
      options.bank && options.queries ? null : await writeLoad(folder.path, options.size, options.questions);
    const bank = options.bank ?? made!.bank;
    const queries = options.queries ?? made!.queries;
    const size = readTexts(bank).length;
    console.log(`\nengine: ${size} questions (${made?.origin ?? bank}), ${options.rounds} rounds`);
    const tokens = tokenFiles(folder.path, bank, queries);
    return measureEach({ bank, queries, size, rounds: options.rounds, tokens }, options.engines?.split(','));
  } finally {
    folder.remove();
  }
}

function measureEach(load: Load, wanted: readonly string[] | undefined): EngineFigures[] {
  const unknown = wanted?.find((name) => !ENGINES.some((engine) => engine.name === name));
  if (unknown !== undefined) throw new Error(`No such engine: ${unknown}.`);
  return ENGINES.filter(({ name }) => wanted?.includes(name) ?? true).flatMap((engine) => {
    const reason =
      load.size > engine.mostQuestions
        ? `measured up to ${engine.mostQuestions} questions only`
        : engine.missing();
    if (reason !== null) {
      console.log(`${engine.name} is left out: ${reason}`);
      return [];
    }
    return engine.measure(load);
  });
}

/** Cuts the texts when they are first asked for. */
function tokenFiles(folder: string, bank: string, queries: string): Load['tokens'] {
  const made = new Map<Stream, { bank: string; queries: string }>();
  return (stream) => {
    let files = made.get(stream);
    if (files === undefined) {
      files = { bank: `${folder}/${stream}-bank.txt`, queries: `${folder}/${stream}-queries.txt` };
      writeTokens(bank, files.bank, stream);
      writeTokens(queries, files.queries, stream);
      made.set(stream, files);
    }
    return files;
  };
}
