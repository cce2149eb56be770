import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  parseOpposites,
  parsePinyin,
  parseTraditional,
  type LanguageData,
  type OppositePair,
} from '../engine/index.ts';

const ALL_HAN = /^\p{Script=Han}+$/u;

/** Tags of institutions and of other proper names in jieba's dictionaries. */
const NAME_TAGS = ['nt', 'nz'];

/** Everything the engine knows of Chinese that lies in the data folder. */
export interface LoadedLanguage {
  readonly language: LanguageData;
  readonly opposites: readonly OppositePair[];
  /** jieba user dictionary. */
  readonly userDictionaryFile: string;
}

/**
 * Reads the language files of a data folder; about 30 ms.
 * @throws when a file is missing or unreadable
 */
export async function loadLanguageData(dataFolder: string): Promise<LoadedLanguage> {
  const digests = new Map<string, string>();
  const read = async (file: string): Promise<string> => {
    const content = await readFile(path.join(dataFolder, file), 'utf8');
    digests.set(file, createHash('sha256').update(content).digest('hex'));
    return content;
  };
  const lines = async (file: string): Promise<string[]> => linesOf(await read(file));
  const [traditional, pinyin, stopWords, fillerWords, synonyms, acts, opposites, dictionary] =
    await Promise.all([
      read('traditional.txt'),
      read('pinyin.txt'),
      lines('stop-words.txt'),
      lines('filler-words.txt'),
      lines('synonyms.txt'),
      lines('acts.txt'),
      lines('opposites.txt'),
      lines('dictionary.txt'),
      // For the fingerprint alone: the segmenter reads it by itself.
      read('general-dictionary.txt'),
    ]);
  const entries = dictionary.map((line) => {
    const [word = '', , tag = ''] = line.split(' ');
    return { word, tag };
  });
  return {
    language: {
      fingerprint: [...digests].sort().join(' '),
      mixedWords: entries.map(({ word }) => word).filter((word) => !ALL_HAN.test(word)),
      names: entries.filter(({ tag }) => NAME_TAGS.includes(tag)).map(({ word }) => word),
      traditional: parseTraditional(traditional),
      pinyin: parsePinyin(pinyin),
      stopWords,
      fillerWords,
      synonyms,
      acts,
    },
    opposites: parseOpposites(opposites),
    userDictionaryFile: path.join(dataFolder, 'dictionary.txt'),
  };
}

/** What judging answers and wordings takes of them; a third of the time. @throws as `loadLanguageData` */
export async function loadJudgingData(
  dataFolder: string,
): Promise<{ language: Pick<LanguageData, 'traditional' | 'synonyms'>; opposites: readonly OppositePair[] }> {
  const read = (file: string): Promise<string> => readFile(path.join(dataFolder, file), 'utf8');
  const files = ['traditional.txt', 'synonyms.txt', 'opposites.txt'].map(read);
  const [traditional, synonyms, opposites] = (await Promise.all(files)) as [string, string, string];
  return {
    language: { traditional: parseTraditional(traditional), synonyms: linesOf(synonyms) },
    opposites: parseOpposites(linesOf(opposites)),
  };
}

function linesOf(content: string): string[] {
  return content.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}
