import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { createTableReader } from '../../src/importer/index.ts';

const REPOSITORY = path.join(import.meta.dirname, '../..');
const QUERY_COUNT = 1000;

/**
 * Writes a bank of `size` questions and the queries to ask it, files of `id<TAB>text` lines, into `folder`.
 * @param questionsFile real questions, one a line: some are kept to ask, the bank is made of the others and then of
 * splices of two. Undefined: splices of the sample bank's, which keep its words and lengths
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
  const step = Math.max(1, Math.floor(real.length / QUERY_COUNT));
  const isAsked = (_: string, at: number): boolean => at % step === 0 && at < step * QUERY_COUNT;
  const held = real.filter((text, at) => !isAsked(text, at));
  const texts =
    size < held.length
      ? Array.from({ length: size }, (_, at) => held[Math.floor((at * held.length) / size)]!)
      : [...held, ...splice(held, size - held.length)];
  return { texts, asked: real.filter(isAsked), origin: 'real questions and splices of them' };
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
