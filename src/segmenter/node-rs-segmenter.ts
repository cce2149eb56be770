import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Jieba } from '@node-rs/jieba';
import type { Segmenter } from '../engine/index.ts';
import { GENERAL_DICTIONARY_FILE } from './dictionary-files.ts';

/**
 * The @node-rs/jieba segmenter (jieba-rs), prebuilt for every platform.
 * @param userDictionaryFile jieba user dictionary, `word frequency tag` a line
 */
export function openNodeRsSegmenter(userDictionaryFile: string): Segmenter {
  const { version } = createRequire(import.meta.url)('@node-rs/jieba/package.json') as { version: string };
  const jieba = Jieba.withDict(readFileSync(GENERAL_DICTIONARY_FILE));
  jieba.loadDict(readFileSync(userDictionaryFile));
  return {
    name: `@node-rs/jieba ${version}`,
    cut: (text) => jieba.cut(text, true),
    cutForSearch: (text) => jieba.cutForSearch(text, true),
  };
}
