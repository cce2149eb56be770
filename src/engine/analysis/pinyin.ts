/** Toneless readings of Han characters; syllables are numbered to be compared quickly. */
export interface PinyinTable {
  /** Syllable texts by number; number 0 is no syllable. `v` stands for ü. */
  readonly syllables: readonly string[];
  /** `blurSyllable` of each. */
  readonly blurred: readonly string[];
  readonly syllableNumbers: ReadonlyMap<string, number>;
  /** Most usual reading of each code unit, 0 where it has none. Length 65,536. */
  readonly reading: Uint16Array;
  /** The characters that may be read as each syllable, those of number 0 left out. */
  readonly characters: readonly string[];
  /** All readings of the characters that have several. */
  readonly readings: ReadonlyMap<number, readonly number[]>;
  /** Words read otherwise than character by character. */
  readonly words: ReadonlyMap<string, readonly number[]>;
}

/** Reads data/pinyin.txt: `reading,reading characters` and `word syllable syllable` lines. */
export function parsePinyin(text: string): PinyinTable {
  const syllables = [''];
  const syllableNumbers = new Map<string, number>();
  const numberOf = (syllable: string): number => {
    let number = syllableNumbers.get(syllable);
    if (number === undefined) {
      number = syllables.push(syllable) - 1;
      syllableNumbers.set(syllable, number);
    }
    return number;
  };
  const reading = new Uint16Array(65_536);
  const readings = new Map<number, readonly number[]>();
  const characters = [''];
  const words = new Map<string, readonly number[]>();
  for (const line of text.split('\n')) {
    const [first = '', ...rest] = line.split(' ');
    if (rest.length === 0) continue;
    if (/^[a-z]/.test(first)) {
      const numbers = first.split(',').map(numberOf);
      for (const character of rest[0]!) {
        const code = character.charCodeAt(0);
        reading[code] = numbers[0]!;
        for (const number of numbers) characters[number] = (characters[number] ?? '') + character;
        if (numbers.length > 1) readings.set(code, numbers);
      }
    } else {
      words.set(first, rest.map(numberOf));
    }
  }
  return {
    syllables,
    blurred: syllables.map(blurSyllable),
    syllableNumbers,
    reading,
    characters: syllables.map((_, number) => characters[number] ?? ''),
    readings,
    words,
  };
}

const LONGEST_LISTED_WORD = 4;
/** In letters: zhuang. */
export const LONGEST_SYLLABLE = 6;

/** Syllable of each code unit of a word, 0 for what is not Han. Listed words inside it (银行) are read as such. */
export function readWord(word: string, table: PinyinTable): readonly number[] {
  const listed = table.words.get(word);
  if (listed !== undefined || word.length === 1) return listed ?? [table.reading[word.charCodeAt(0)]!];
  const syllables: number[] = [];
  while (syllables.length < word.length) {
    const start = syllables.length;
    syllables.push(...(listedAt(word, start, table) ?? [table.reading[word.charCodeAt(start)]!]));
  }
  return syllables;
}

function listedAt(word: string, start: number, table: PinyinTable): readonly number[] | null {
  for (let length = Math.min(LONGEST_LISTED_WORD, word.length - start); length > 1; length--) {
    const listed = table.words.get(word.slice(start, start + length));
    if (listed !== undefined) return listed;
  }
  return null;
}

/**
 * Splits Latin letters into pinyin syllables, the fewest possible: `nongyeyinhang` → nong ye yin hang.
 * The last syllable may be incomplete where `allowPartial` (typing): it is then left out of the syllables.
 * @returns null when the letters are not pinyin
 */
export function splitPinyin(
  letters: string,
  table: PinyinTable,
  allowPartial = false,
): { syllables: number[]; partial: string } | null {
  const best: (number[] | null)[] = [[]];
  for (let end = 1; end <= letters.length; end++) {
    let found: number[] | null = null;
    for (let start = Math.max(0, end - LONGEST_SYLLABLE); start < end; start++) {
      const before = best[start];
      const syllable = table.syllableNumbers.get(letters.slice(start, end));
      if (before && syllable !== undefined && (found === null || before.length + 1 < found.length)) {
        found = [...before, syllable];
      }
    }
    best[end] = found;
  }
  const whole = best[letters.length];
  if (whole) return { syllables: whole, partial: '' };
  if (!allowPartial) return null;
  for (let end = letters.length - 1; end >= 0; end--) {
    const partial = letters.slice(end);
    const before = best[end];
    if (
      before &&
      partial.length < LONGEST_SYLLABLE &&
      table.syllables.some((syllable) => syllable.startsWith(partial))
    ) {
      return { syllables: before, partial };
    }
  }
  return null;
}

const NEAR_INITIALS: readonly (readonly [string, string])[] = [
  ['zh', 'z'],
  ['ch', 'c'],
  ['sh', 's'],
  ['n', 'l'],
  ['r', 'l'],
  ['h', 'f'],
];
const NEAR_FINALS: readonly (readonly [string, string])[] = [
  ['ang', 'an'],
  ['eng', 'en'],
  ['ing', 'in'],
];

/** A form that is equal for syllables people mix up: z/zh, c/ch, s/sh, n/l/r, h/f, an/ang, en/eng, in/ing. */
export function blurSyllable(syllable: string): string {
  let blurred = syllable;
  for (const [sharp, plain] of NEAR_FINALS) {
    if (blurred.endsWith(sharp)) blurred = blurred.slice(0, -sharp.length) + plain;
  }
  for (const [sharp, plain] of NEAR_INITIALS) {
    if (blurred.startsWith(sharp)) {
      blurred = plain + blurred.slice(sharp.length);
      break;
    }
  }
  return blurred;
}
