import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createTableReader } from '../../src/importer/index.ts';

const REPOSITORY = path.join(import.meta.dirname, '../..');
/** Real questions lie beside the checkout where they may be read; they are not part of the project. */
const REAL_QUESTIONS = path.join(REPOSITORY, '../shared/scale');
const QUERY_COUNT = 400;

/** Texts of a file of `id<TAB>text` lines. */
export function readTexts(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(line.indexOf('\t') + 1));
}

/**
 * Writes a bank of `size` questions and the queries to ask it into `folder`: real questions where they are at hand,
 * else splices of the sample bank's, which keep its words and lengths.
 */
export async function writeLoad(
  folder: string,
  size: number,
): Promise<{ bank: string; queries: string; origin: string }> {
  const bank = path.join(folder, 'bank.tsv');
  const script = path.join(REAL_QUESTIONS, 'make-bank.mjs');
  const isReal = existsSync(script);
  writeFileSync(
    bank,
    isReal
      ? execFileSync(process.execPath, [script, String(size)], { maxBuffer: 2 ** 30 })
      : toLines(splice(await sampleTexts(), size)),
  );
  const texts = readTexts(bank);
  const queries = path.join(folder, 'queries.tsv');
  writeFileSync(queries, toLines(isReal ? realQueries(size) : splice(texts, QUERY_COUNT, 7)));
  return {
    bank,
    queries,
    origin: isReal ? 'real questions and splices of them' : 'splices of the sample bank',
  };
}

/** Questions spread over those that the bank does not hold, or over all where it holds all. */
function realQueries(size: number): string[] {
  const real = readFileSync(path.join(REAL_QUESTIONS, 'questions.txt'), 'utf8').trim().split('\n');
  const asked = size + QUERY_COUNT <= real.length ? real.slice(size) : real;
  const step = Math.floor(asked.length / QUERY_COUNT);
  return Array.from({ length: QUERY_COUNT }, (_, i) => asked[i * step]!);
}

async function sampleTexts(): Promise<string[]> {
  const file = path.join(REPOSITORY, 'data/finance.xlsx');
  const sheets = await createTableReader().read(path.basename(file), readFileSync(file));
  return sheets
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
    .filter((cell) => typeof cell === 'string')
    .filter((text) => text.length >= 6 && text.length <= 40);
}

function splice(texts: readonly string[], size: number, seed = 1): string[] {
  let state = seed;
  const next = (bound: number): number => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state % bound;
  };
  return Array.from({ length: size }, () => {
    const head = texts[next(texts.length)]!;
    const tail = texts[next(texts.length)]!;
    return head.slice(0, 4 + next(head.length)) + tail.slice(Math.floor(tail.length / 2));
  });
}

function toLines(texts: readonly string[]): string {
  return texts.map((text, i) => `t${i}\t${text}\n`).join('');
}
