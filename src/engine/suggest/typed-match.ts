import type { PinyinTable } from '../analysis/pinyin.ts';
import { syllablesByPlace, type CutText } from '../index/wording-syllables.ts';

/** A piece of what was typed: a character or number as it is, or letters that may spell a sound. */
export interface TypedUnit {
  readonly kind: 'literal' | 'letters';
  readonly text: string;
  /** What may stand in its place, longest first. */
  readonly synonyms: readonly string[];
}

/**
 * The first place in a question that agrees with what was typed, unit after unit. Letters agree with themselves,
 * with full or beginning pinyin (nong, no, n) of one or more characters, in any mixture: `nonghang`, `nhang`, `nh`.
 * @returns half-open range of `core`; null: nowhere
 */
export function findTyped(
  units: readonly TypedUnit[],
  question: CutText,
  pinyin: PinyinTable,
): { start: number; end: number } | null {
  const { core } = question;
  const sounds = units.some(({ kind }) => kind === 'letters') ? soundsByPlace(question, pinyin) : [];
  for (let start = 0; start < core.length; start++) {
    const end = matchUnits(units, 0, start, core, sounds);
    if (end !== -1) return { start, end };
  }
  return null;
}

/** End of the match of `units` from `unit` on at `place`; −1: none. */
function matchUnits(
  units: readonly TypedUnit[],
  unit: number,
  place: number,
  core: string,
  sounds: readonly (readonly string[])[],
): number {
  const current = units[unit];
  if (current === undefined) return place;
  for (const text of [current.text, ...current.synonyms]) {
    if (!core.startsWith(text, place)) continue;
    const end = matchUnits(units, unit + 1, place + text.length, core, sounds);
    if (end !== -1) return end;
  }
  if (current.kind === 'literal') return -1;
  return matchLetters(current.text, place, core, sounds, (end) =>
    matchUnits(units, unit + 1, end, core, sounds),
  );
}

function matchLetters(
  letters: string,
  place: number,
  core: string,
  sounds: readonly (readonly string[])[],
  goOn: (place: number) => number,
): number {
  if (letters === '') return goOn(place);
  if (place >= core.length) return -1;
  for (const sound of sounds[place]!) {
    for (let length = sharedPrefix(letters, sound); length > 0; length--) {
      const end = matchLetters(letters.slice(length), place + 1, core, sounds, goOn);
      if (end !== -1) return end;
    }
  }
  return -1;
}

function sharedPrefix(letters: string, sound: string): number {
  let length = 0;
  while (length < letters.length && length < sound.length && letters[length] === sound[length]) length++;
  return length;
}

/** Possible sounds of each place: the reading in its word first, then the other readings of the character. */
function soundsByPlace(question: CutText, pinyin: PinyinTable): string[][] {
  return syllablesByPlace(question, pinyin).map((inWord, place) => {
    const numbers = new Set([inWord, ...(pinyin.readings.get(question.core.charCodeAt(place)) ?? [])]);
    return [...numbers].filter((number) => number !== 0).map((number) => pinyin.syllables[number]!);
  });
}
