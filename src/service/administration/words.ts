import type { ErrorDetail } from '../../errors.ts';
import { invalidValue } from '../invalid-value.ts';
import { VOCABULARY_LIMITS } from '../limits.ts';
import { cleanLine, hasSearchableCharacter, lengthInCharacters } from '../text.ts';

const { word: LONGEST_WORD, words: MOST_WORDS } = VOCABULARY_LIMITS;

/**
 * A bank's own words, cleaned; empty lines and repetitions dropped.
 * @throws AppError `invalid_value` naming every line at fault
 */
export function checkWords(lines: readonly string[]): string[] {
  const faults: ErrorDetail[] = [];
  const words = new Set<string>();
  lines.forEach((line, position) => {
    const word = cleanLine(line);
    if (word === '') return;
    const fault = faultOf(word);
    if (fault === null) words.add(word);
    else
      faults.push({
        ...fault,
        path: `words.${position}`,
        message: `第 ${position + 1} 行：${fault.message}`,
      });
  });
  if (words.size > MOST_WORDS) {
    const message = `最多 ${MOST_WORDS} 个词，收到 ${words.size} 个`;
    faults.push({ path: 'words', message, limit: MOST_WORDS, actual: words.size });
  }
  if (faults.length > 0) throw invalidValue(faults);
  return [...words];
}

function faultOf(word: string): { message: string; limit?: number; actual?: number } | null {
  const actual = lengthInCharacters(word);
  if (actual > LONGEST_WORD) {
    return { message: `词最长 ${LONGEST_WORD} 个字，收到 ${actual} 个字`, limit: LONGEST_WORD, actual };
  }
  if (!hasSearchableCharacter(word)) return { message: `“${word}”里没有文字` };
  return /\s/.test(word) ? { message: `“${word}”里有空格，一行只写一个词` } : null;
}
