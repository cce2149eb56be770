import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../command-error.ts';
import { readTsv } from './read-tsv.ts';

export interface Query {
  readonly id: string;
  readonly text: string;
}

/** A bank, queries, and which of its questions are right for each of them. */
export interface EvaluationSet {
  readonly bank: readonly Query[];
  /** By file name; `queries.tsv` first. */
  readonly queryFiles: ReadonlyMap<string, readonly Query[]>;
  /** Ids of the right questions by query id. */
  readonly relevant: ReadonlyMap<string, ReadonlySet<string>>;
  /** Queries that have an answer in the bank. */
  readonly answerable: readonly Query[];
  /** Queries that have none: `far` from the bank's subject, or `near` to it. */
  readonly unanswerable: ReadonlyMap<'far' | 'near', readonly Query[]>;
}

/** Files that stand in for those of the folder. */
export interface FileOverrides {
  bank?: string;
  /** In place of every queries*.tsv. */
  queries?: string;
  qrels?: string;
}

/**
 * Reads a folder of tab-separated files: `bank.tsv` and `queries*.tsv` (id, text), `qrels.tsv` (query id, question
 * id, 0 where it is wrong), and `answerable.tsv`, `far.tsv` and `near.tsv` (id, text). Without queries there must be
 * answerable ones; the last two may be missing.
 * @throws CommandError naming what is missing or malformed
 */
export function readEvaluationSet(folder: string, overrides: FileOverrides): EvaluationSet {
  const inFolder = (name: string) => path.join(folder, name);
  const optional = (name: string) => (existsSync(inFolder(name)) ? readQueries(inFolder(name)) : []);

  const queryFiles = new Map(
    queryPaths(folder, overrides.queries).map((file) => [path.basename(file), readQueries(file)]),
  );
  const qrels = overrides.qrels ?? inFolder('qrels.tsv');
  const answerable = optional('answerable.tsv');
  if (queryFiles.size === 0 && answerable.length === 0)
    throw new CommandError(`${folder} 里没有 queries*.tsv，也没有 answerable.tsv`);
  return {
    bank: readQueries(overrides.bank ?? inFolder('bank.tsv')),
    queryFiles,
    relevant: queryFiles.size === 0 ? new Map() : readRelevant(qrels),
    answerable,
    unanswerable: new Map([
      ['far', optional('far.tsv')],
      ['near', optional('near.tsv')],
    ]),
  };
}

function queryPaths(folder: string, override: string | undefined): string[] {
  if (override !== undefined) return [override];
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    throw new CommandError(`无法读取文件夹 ${path.resolve(folder)}`);
  }
  return names
    .filter((name) => /^queries.*\.tsv$/.test(name))
    .sort((a, b) => Number(b === 'queries.tsv') - Number(a === 'queries.tsv') || (a < b ? -1 : 1))
    .map((name) => path.join(folder, name));
}

function readQueries(file: string): Query[] {
  return readTsv(file, 2).map(([id = '', text = '']) => ({ id, text }));
}

/** A third column of 0 marks a question as wrong; without it the question is right. */
function readRelevant(file: string): Map<string, Set<string>> {
  const relevant = new Map<string, Set<string>>();
  for (const [query = '', question = '', judgement = '1'] of readTsv(file, 2)) {
    if (judgement === '0') continue;
    relevant.set(query, (relevant.get(query) ?? new Set()).add(question));
  }
  return relevant;
}
