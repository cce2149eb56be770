import { parseEnv } from 'node:util';
import type { Environment } from './load-config.ts';

const ASSIGNMENT = /^\s*(?:export\s+)?[\w.-]+\s*=\s*(.*)$/;
const BLANK_OR_COMMENT = /^\s*(?:#.*)?$/;
const QUOTE = /^["'`]/;

/**
 * Reads a file of `NAME=value` lines; a quoted value may go over several.
 * @returns with the numbers, from 1, of the lines that are no assignment
 */
export function parseEnvironmentFile(text: string): { environment: Environment; faultyLines: number[] } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const sound: string[] = [];
  const faultyLines: number[] = [];
  let next = 0;
  while (next < lines.length) {
    const first = next;
    const last = lastLineOf(lines, first);
    next = (last ?? first) + 1;
    // parseEnv takes a faulty line for the beginning of the next name, or ends there.
    if (last !== null) sound.push(...lines.slice(first, next));
    else if (!BLANK_OR_COMMENT.test(lines[first]!)) faultyLines.push(first + 1);
  }
  return { environment: parseEnv(sound.join('\n')), faultyLines };
}

/** Where the assignment ends that begins in line `first`; null: there is none, or its quotation mark is never closed. */
function lastLineOf(lines: readonly string[], first: number): number | null {
  const value = ASSIGNMENT.exec(lines[first]!)?.[1];
  if (value === undefined) return null;
  const quote = QUOTE.exec(value)?.[0];
  if (quote === undefined || value.includes(quote, 1)) return first;
  const closing = lines.findIndex((line, index) => index > first && line.includes(quote));
  return closing === -1 ? null : closing;
}
