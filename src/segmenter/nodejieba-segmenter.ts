import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Segmenter } from '../engine/index.ts';
import { generalDictionaryFile } from './dictionary-files.ts';

interface NodeJieba {
  load(options: { dict: string; userDict: string; idfDict: string }): void;
  cut(text: string, hmm: boolean): string[];
  cutForSearch(text: string, hmm: boolean): string[];
}

/** nodejieba demands weights for extracting keywords, which nobody asks it for; its own take 20 MB and 0.2 s. */
const KEYWORD_WEIGHTS = new URL('../../data/keyword-weights.txt', import.meta.url);

/**
 * The nodejieba segmenter (cppjieba). Its dictionary belongs to the process and loads once, in about 0.7 s, and takes
 * 230 MB.
 * @param userDictionaryFile jieba user dictionary, `word frequency tag` a line
 * @throws when the native binary is missing or does not load
 */
export function openNodejiebaSegmenter(userDictionaryFile: string): Segmenter {
  const require = createRequire(import.meta.url);
  const nodejieba = require('nodejieba') as NodeJieba;
  const { version } = require('nodejieba/package.json') as { version: string };
  nodejieba.load({
    dict: generalDictionaryFile(),
    userDict: userDictionaryFile,
    idfDict: fileURLToPath(KEYWORD_WEIGHTS),
  });
  // Without the second argument cppjieba splits Latin words and digits into single characters.
  return {
    name: `nodejieba ${version}`,
    cut: (text) => nodejieba.cut(text, true),
    cutForSearch: (text) => nodejieba.cutForSearch(text, true),
  };
}
