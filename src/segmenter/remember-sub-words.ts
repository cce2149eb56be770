import type { Segmenter } from '../engine/index.ts';

/** Words remembered; all are dropped when there are more. */
const MOST_WORDS = 50_000;
/** In search mode only longer words come with shorter ones. */
const LONGEST_ALONE = 2;

/**
 * Cuts for search by what it remembers of single words: the shorter words inside a word are the same in every text.
 * Search mode then takes hardly longer than `cut`, which whoever asks for it has just called with the same text.
 */
export function rememberSubWords(segmenter: Segmenter): Segmenter {
  /** What search mode makes of a word; null: alone it is cut otherwise than where it was met. */
  const known = new Map<string, readonly string[] | null>();
  let [lastText, lastWords]: [string, string[]] = ['', []];

  const searchWord = (word: string): readonly string[] | null => {
    if (word.length <= LONGEST_ALONE) return [word];
    let found = known.get(word);
    if (found === undefined) {
      const alone = segmenter.cutForSearch(word);
      found = alone.at(-1) === word ? alone : null;
      if (known.size >= MOST_WORDS) known.clear();
      known.set(word, found);
    }
    return found;
  };
  const cutAndRemember = (text: string): string[] => {
    if (text === lastText) return lastWords;
    lastWords = segmenter.cut(text);
    lastText = text;
    return lastWords;
  };

  return {
    name: segmenter.name,
    cut: cutAndRemember,
    cutForSearch(text) {
      const words: string[] = [];
      for (const word of cutAndRemember(text)) {
        const searched = searchWord(word);
        if (searched === null) return segmenter.cutForSearch(text);
        for (const each of searched) words.push(each);
      }
      return words;
    },
  };
}
