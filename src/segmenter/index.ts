import type { Segmenter } from '../engine/index.ts';
import { openNodeRsSegmenter } from './node-rs-segmenter.ts';
import { openNodejiebaSegmenter } from './nodejieba-segmenter.ts';

export type SegmenterChoice = 'auto' | 'nodejieba' | 'node-rs';

export interface OpenedSegmenter {
  segmenter: Segmenter;
  /** Why the first choice is not in use; null when it is. */
  fallbackReason: string | null;
}

/**
 * Opens nodejieba, or @node-rs/jieba where nodejieba's native binary is missing (`auto`).
 * @param userDictionaryFile jieba user dictionary, `word frequency tag` a line
 * @throws when the named implementation does not load
 */
export function openSegmenter(choice: SegmenterChoice, userDictionaryFile: string): OpenedSegmenter {
  if (choice === 'node-rs')
    return { segmenter: openNodeRsSegmenter(userDictionaryFile), fallbackReason: null };
  try {
    return { segmenter: openNodejiebaSegmenter(userDictionaryFile), fallbackReason: null };
  } catch (error) {
    if (choice === 'nodejieba') throw error;
    return {
      segmenter: openNodeRsSegmenter(userDictionaryFile),
      fallbackReason: error instanceof Error ? error.message : String(error),
    };
  }
}
