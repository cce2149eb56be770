import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { mustRunJieda, type Environment } from '../../helpers/jieda-command.ts';
import { readTexts, writeLoad } from '../load.ts';

const REPOSITORY = path.join(import.meta.dirname, '../../..');

/**
 * Makes the bank `finance` of `size` questions in the store that `environment` names, through `jieda import`.
 * @param folder for the file
 * @returns a key that may write
 */
export async function fillService(folder: string, environment: Environment, size: number): Promise<string> {
  const { bank } = await writeLoad(folder, size, undefined);
  const file = path.join(folder, 'bank.csv');
  writeFileSync(file, csvOf([...new Set(readTexts(bank))]));
  await mustRunJieda(['import', file, '--bank', 'finance'], {
    ...environment,
    JIEDA_MAX_IMPORT_BYTES: '1073741824',
  });
  const created = await mustRunJieda(['key', 'create', '--name', 'bench'], environment);
  return /jd_\S+/.exec(created)![0];
}

/** A bank file of these questions. */
export function csvOf(questions: readonly string[]): string {
  const rows = questions.map((question, at) => `"${question.replaceAll('"', '""')}",答案 ${at}`);
  return ['标准问,答案', ...rows].join('\n');
}

/** Hand-written paraphrases of the sample bank, one of each entry. */
export function paraphrases(): string[] {
  const lines = readFileSync(path.join(REPOSITORY, 'test/relevance/paraphrases.tsv'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => line.split('\t').at(-1)!);
}

export const askPath = (query: string): string => `/api/v1/ask?q=${encodeURIComponent(query)}`;
