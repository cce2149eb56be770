import { readFileSync } from 'node:fs';
import path from 'node:path';

const REPOSITORY = path.join(import.meta.dirname, '../../..');

/** Hand-written paraphrases of the sample bank, one of each entry. */
export function paraphrases(): string[] {
  const lines = readFileSync(path.join(REPOSITORY, 'test/relevance/paraphrases.tsv'), 'utf8')
    .trim()
    .split('\n');
  return lines.map((line) => line.split('\t').at(-1)!);
}

export const askPath = (query: string): string => `/api/v1/ask?q=${encodeURIComponent(query)}`;
