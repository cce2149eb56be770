/**
 * Writes the tables of the language that analysis needs, from the data of three packages: data/traditional.txt
 * (opencc-js), data/pinyin.txt (pinyin-pro) and data/general-dictionary.txt (@node-rs/jieba). Run it after upgrading one:
 *   npx tsx scripts/make-language-data.ts
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { pinyin } from 'pinyin-pro';

const require = createRequire(import.meta.url);
const openccFolder = path.join(path.dirname(require.resolve('opencc-js')), '../esm-lib/dict');
const dataFolder = path.join(import.meta.dirname, '../data');
/** jieba's own dictionary, `word frequency tag` a line. */
const jiebaDictionary = readFileSync(
  path.join(path.dirname(require.resolve('@node-rs/jieba')), 'dict.txt'),
  'utf8',
).split('\n');
/**
 * Of jieba's words, four fifths have been met this often at most, of 60 million. Without them the segmenter takes a quarter
 * of the memory (nodejieba loads every word twice), and nearly as many questions are answered right.
 */
const RARE_WORD_FREQUENCY = 30;

/** One of OpenCC's dictionaries: `from to|from to`; the first of several alternatives counts. */
async function readOpencc(name: string): Promise<Map<string, string>> {
  const file = (await import(pathToFileURL(path.join(openccFolder, `${name}.js`)).href)) as {
    default: string;
  };
  return new Map(
    file.default.split('|').map((entry) => {
      const [from = '', to = ''] = entry.split(' ');
      return [from, to];
    }),
  );
}

function convertCharacters(text: string, characters: ReadonlyMap<string, string>): string {
  return Array.from(text, (character) => characters.get(character) ?? character).join('');
}

async function writeTraditional(): Promise<void> {
  const characters = await readOpencc('TSCharacters');
  for (const variants of ['TWVariantsRev', 'HKVariantsRev']) {
    for (const [variant, standard] of await readOpencc(variants)) {
      if (Array.from(variant).length === 1 && !characters.has(variant))
        characters.set(variant, characters.get(standard) ?? standard);
    }
  }
  // A character that others are simplified to (么, from 麼) is simplified already, whatever older use it had.
  const targets = new Set([...characters].filter(([from, to]) => from !== to).map(([, to]) => to));
  const simple = [...characters].filter(
    ([from, to]) => from !== to && from.length === 1 && to.length === 1 && !targets.has(from),
  );
  const phrases = [...(await readOpencc('TSPhrases'))].filter(
    ([from, to]) =>
      from.length === to.length && from.length > 1 && convertCharacters(from, characters) !== to,
  );
  const lines = [...simple, ...phrases].map(([from, to]) => `${from} ${to}`).sort();
  writeFileSync(path.join(dataFolder, 'traditional.txt'), lines.join('\n') + '\n');
  console.log(`traditional.txt: ${simple.length} characters, ${phrases.length} phrases`);
}

const plain = (syllable: string): string => syllable.replaceAll('ü', 'v').toLowerCase();
const isSyllable = (syllable: string): boolean => /^[a-z]+$/.test(syllable);

/** Toneless readings of a character, most usual first. */
function readingsOf(character: string): string[] {
  const readings = pinyin(character, { multiple: true, toneType: 'none', type: 'array' });
  return [...new Set(readings.map(plain).filter(isSyllable))];
}

function writePinyin(): void {
  const byReadings = new Map<string, string[]>();
  const readings = new Map<string, string[]>();
  for (const [first, last] of [
    [0x3400, 0x4dbf],
    [0x4e00, 0x9fff],
  ] as const) {
    for (let code = first; code <= last; code++) {
      const character = String.fromCodePoint(code);
      const found = readingsOf(character);
      if (found.length === 0) continue;
      readings.set(character, found);
      const key = found.join(',');
      byReadings.set(key, [...(byReadings.get(key) ?? []), character]);
    }
  }
  const lines = [...byReadings].map(([key, characters]) => `${key} ${characters.join('')}`).sort();

  const words: string[] = [];
  for (const line of jiebaDictionary) {
    const [word = '', frequency = '0'] = line.split(' ');
    if (word.length < 2 || word.length > 4 || Number(frequency) < 3 || !/^[\u4e00-\u9fff]+$/.test(word))
      continue;
    const usual = Array.from(word, (character) => readings.get(character)?.[0]);
    const inWord = pinyin(word, { toneType: 'none', type: 'array' }).map(plain);
    if (inWord.length !== word.length || !inWord.every(isSyllable)) continue;
    if (inWord.some((syllable, i) => syllable !== usual[i])) words.push(`${word} ${inWord.join(' ')}`);
  }
  writeFileSync(path.join(dataFolder, 'pinyin.txt'), `${lines.join('\n')}\n${words.sort().join('\n')}\n`);
  console.log(
    `pinyin.txt: ${readings.size} characters, ${words.length} words read otherwise than their characters`,
  );
}

/** Without jieba's rarest words of several Han characters: their characters and the pairs of these find them as well. */
function writeGeneralDictionary(): void {
  const lines = jiebaDictionary.filter((line) => {
    const [word = '', frequency = '0'] = line.split(' ');
    return word !== '' && (!/^\p{Script=Han}{2,}$/u.test(word) || Number(frequency) > RARE_WORD_FREQUENCY);
  });
  writeFileSync(path.join(dataFolder, 'general-dictionary.txt'), `${lines.join('\n')}\n`);
  console.log(`general-dictionary.txt: ${lines.length} words of ${jiebaDictionary.length}`);
}

await writeTraditional();
writeGeneralDictionary();
writePinyin();
