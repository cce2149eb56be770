import { openSegmenter } from '../../../src/segmenter/index.ts';
import { DATA_FOLDER } from '../../helpers/engine.ts';

const { segmenter } = openSegmenter('auto', `${DATA_FOLDER}/dictionary.txt`);

/** The words that every rival is given: jieba's search mode, as a Chinese analyser of theirs would cut. */
export function cutWords(text: string): string[] {
  return segmenter.cutForSearch(text).filter((word) => /[\p{L}\p{N}]/u.test(word));
}
