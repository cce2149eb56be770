import type { Segmenter } from '../engine/index.ts';
import { openSegmenter, type OpenedSegmenter, type SegmenterChoice } from './index.ts';

/** A segmenter that opens when it is first used, since that takes a third of a second. */
export interface LazySegmenter extends Segmenter {
  /** Why the first choice is not in use; null when it is. */
  readonly fallbackReason: string | null;
  /** Opens it now. @throws when the named implementation does not load */
  open(): void;
}

/** @param userDictionaryFile jieba user dictionary, `word frequency tag` a line */
export function createLazySegmenter(choice: SegmenterChoice, userDictionaryFile: string): LazySegmenter {
  let opened: OpenedSegmenter | null = null;
  const open = (): OpenedSegmenter => (opened ??= openSegmenter(choice, userDictionaryFile));
  return {
    get name() {
      return open().segmenter.name;
    },
    get fallbackReason() {
      return open().fallbackReason;
    },
    cut: (text) => open().segmenter.cut(text),
    cutForSearch: (text) => open().segmenter.cutForSearch(text),
    open: () => void open(),
  };
}
