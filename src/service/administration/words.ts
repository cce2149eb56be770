import type { ErrorDetail } from '../../errors.ts';
import { say, type Said } from '../../said.ts';
import { invalidValue } from '../invalid-value.ts';
import { VOCABULARY_LIMITS } from '../limits.ts';
import { cleanLine, hasSearchableCharacter, lengthInCharacters } from '../text.ts';
import { tooMany } from '../too-many.ts';

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
        message: say(`第 ${position + 1} 行：${fault.message.zh}`, fault.message.en),
      });
  });
  faults.push(...tooMany('words', words.size, MOST_WORDS, '个词'));
  if (faults.length > 0) throw invalidValue(faults);
  return [...words];
}

function faultOf(word: string): (Omit<ErrorDetail, 'path'> & { message: Said }) | null {
  const actual = lengthInCharacters(word);
  if (actual > LONGEST_WORD) {
    const message = say(
      `词最长 ${LONGEST_WORD} 个字，收到 ${actual} 个字`,
      `may have at most ${LONGEST_WORD} characters, got ${actual}`,
    );
    return { message, limit: LONGEST_WORD, actual };
  }
  if (!hasSearchableCharacter(word)) return { message: say(`“${word}”里没有文字`, 'has no text') };
  return /\s/.test(word)
    ? { message: say(`“${word}”里有空格，一行只写一个词`, 'has a space: one word a line') }
    : null;
}
