import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { searchEngine } from '../../helpers/engine.ts';
import { mustRunJieda, type Environment } from '../../helpers/jieda-command.ts';
import { readTexts, writeLoad } from '../load.ts';

/** Fewer than one file may hold. */
const MOST_ROWS = 150_000;

/**
 * Makes the bank `finance` of `size` questions in the store that `environment` names, through `jieda import`.
 * @param folder for the file
 * @returns a key that may write
 */
export async function fillService(folder: string, environment: Environment, size: number): Promise<string> {
  const { bank } = await writeLoad(folder, size, undefined);
  const file = path.join(folder, 'bank.csv');
  const questions = differentQuestions(readTexts(bank));
  for (let at = 0; at < questions.length; at += MOST_ROWS) {
    writeFileSync(file, csvOf(questions.slice(at, at + MOST_ROWS)));
    await mustRunJieda(['import', file, '--bank', 'finance'], {
      ...environment,
      JIEDA_MAX_IMPORT_BYTES: '1073741824',
    });
  }
  const created = await mustRunJieda(['key', 'create', '--name', 'bench'], environment);
  return /jd_\S+/.exec(created)![0];
}

/** Those that an import takes for different questions. */
function differentQuestions(questions: readonly string[]): string[] {
  const byIdentity = new Map(
    questions.map((question) => [searchEngine.normalizeForIdentity(question), question]),
  );
  byIdentity.delete('');
  return [...byIdentity.values()];
}

/** A bank file of these questions. Their answers differ, but in nothing that an import takes for a contradiction. */
export function csvOf(questions: readonly string[]): string {
  const rows = questions.map((question, at) => `"${question.replaceAll('"', '""')}",${answerOf(at)}`);
  return ['标准问,答案', ...rows].join('\n');
}

/** A text of Han characters alone, since numbers that differ contradict each other. */
function answerOf(at: number): string {
  return `答案${String.fromCodePoint(0x4e00 + Math.floor(at / 1000), 0x5e00 + (at % 1000))}`;
}
