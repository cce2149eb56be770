import { fileURLToPath } from 'node:url';

/** The words of general Chinese, `word frequency tag` a line, that both implementations load. */
export const GENERAL_DICTIONARY_FILE = fileURLToPath(
  new URL('../../data/general-dictionary.txt', import.meta.url),
);

/** nodejieba demands weights for extracting keywords, which nobody asks it for; its own take 20 MB and 0.2 s. */
export const KEYWORD_WEIGHTS_FILE = fileURLToPath(new URL('../../data/keyword-weights.txt', import.meta.url));
