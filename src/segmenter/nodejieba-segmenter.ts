import { createRequire } from 'node:module';
import type { Segmenter } from '../engine/index.ts';
import { GENERAL_DICTIONARY_FILE, KEYWORD_WEIGHTS_FILE } from './dictionary-files.ts';

interface NodeJieba {
  load(options: { dict: string; userDict: string; idfDict: string }): void;
  cut(text: string, hmm: boolean): string[];
  cutForSearch(text: string, hmm: boolean): string[];
}

/**
 * The nodejieba segmenter (cppjieba). Its dictionary belongs to the process and loads once, in about 0.15 s, and takes
 * 57 MB: twice, the second time for keyword extraction, which cannot be left out.
 * @param userDictionaryFile jieba user dictionary, `word frequency tag` a line
 * @throws when the native binary is missing or does not load
 */
export function openNodejiebaSegmenter(userDictionaryFile: string): Segmenter {
  const require = createRequire(import.meta.url);
  const nodejieba = require('nodejieba') as NodeJieba;
  const { version } = require('nodejieba/package.json') as { version: string };
  nodejieba.load({
    dict: GENERAL_DICTIONARY_FILE,
    userDict: userDictionaryFile,
    idfDict: KEYWORD_WEIGHTS_FILE,
  });
  // Without the second argument cppjieba splits Latin words and digits into single characters.
  return {
    name: `nodejieba ${version}`,
    cut: (text) => nodejieba.cut(text, true),
    cutForSearch: (text) => nodejieba.cutForSearch(text, true),
  };
}
