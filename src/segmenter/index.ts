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
 * Opens @node-rs/jieba, or nodejieba where the former has no binary for the machine (`auto`).
 * @param userDictionaryFile jieba user dictionary, `word frequency tag` a line
 * @throws when the named implementation does not load
 */
export function openSegmenter(choice: SegmenterChoice, userDictionaryFile: string): OpenedSegmenter {
  if (choice === 'nodejieba')
    return { segmenter: openNodejiebaSegmenter(userDictionaryFile), fallbackReason: null };
  try {
    return { segmenter: openNodeRsSegmenter(userDictionaryFile), fallbackReason: null };
  } catch (error) {
    if (choice === 'node-rs') throw error;
    return {
      segmenter: openNodejiebaSegmenter(userDictionaryFile),
      fallbackReason: error instanceof Error ? error.message : String(error),
    };
  }
}
