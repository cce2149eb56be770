import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createTableReader } from '../../src/importer/index.ts';

const REPOSITORY = path.join(import.meta.dirname, '../..');
const QUERY_COUNT = 400;

/**
 * Writes a bank of `size` questions and the queries to ask it, files of `id<TAB>text` lines, into `folder`.
 * @param questionsFile real questions, one a line: the bank is made of them, then of splices of two, and is asked
 * those that it does not hold. Undefined: splices of the sample bank's, which keep its words and lengths
 */
export async function writeLoad(
  folder: string,
  size: number,
  questionsFile: string | undefined,
): Promise<{ bank: string; queries: string; origin: string }> {
  const { texts, asked, origin } =
    questionsFile === undefined ? await sampleLoad(size) : realLoad(readLines(questionsFile), size);
  const bank = path.join(folder, 'bank.tsv');
  const queries = path.join(folder, 'queries.tsv');
  writeFileSync(bank, toLines(texts));
  writeFileSync(queries, toLines(asked));
  return { bank, queries, origin };
}

/** Texts of a file of `id<TAB>text` lines. */
export function readTexts(file: string): string[] {
  return readLines(file).map((line) => line.slice(line.indexOf('\t') + 1));
}

interface Load {
  texts: string[];
  asked: string[];
  origin: string;
}

async function sampleLoad(size: number): Promise<Load> {
  const texts = splice(await sampleTexts(), size);
  return { texts, asked: splice(texts, QUERY_COUNT, 7), origin: 'splices of the sample bank' };
}

function realLoad(real: readonly string[], size: number): Load {
  const texts = [...real.slice(0, size), ...splice(real, Math.max(0, size - real.length))];
  return { texts, asked: queriesOf(real, size), origin: 'real questions and splices of them' };
}

/** Questions spread over those that the bank does not hold, or over all where it holds all. */
function queriesOf(real: readonly string[], size: number): string[] {
  const rest = size + QUERY_COUNT <= real.length ? real.slice(size) : real;
  const step = Math.floor(rest.length / QUERY_COUNT);
  return Array.from({ length: QUERY_COUNT }, (_, i) => rest[i * step]!);
}

function readLines(file: string): string[] {
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '');
}

async function sampleTexts(): Promise<string[]> {
  const file = path.join(REPOSITORY, 'data/finance.xlsx');
  const sheets = await createTableReader().read(path.basename(file), readFileSync(file));
  return sheets
    .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
    .flatMap((cell) => (typeof cell === 'string' ? cell.split('\n') : []))
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
