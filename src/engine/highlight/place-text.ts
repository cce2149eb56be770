import type { Analyzer, AnalyzedText } from '../analysis/analyzer.ts';
import type { Word } from '../analysis/words.ts';
import type { CutText } from '../index/wording-syllables.ts';

/** What marking a text needs: its words, and where they stand in the original. */
export type PlacedText = Pick<AnalyzedText, 'core' | 'words' | 'normalized' | 'corePlaces'>;

/** Finds the words of a text that was cut when it was indexed again in its original, without cutting it anew. */
export function placeText(original: string, cut: CutText, analyzer: Analyzer): PlacedText {
  const normalized = analyzer.normalize(original);
  const corePlaces = placesOf(cut.core, normalized.text);
  // A filler was left out of the core: only analysis tells which.
  if (corePlaces === null) return analyzer.analyze(original);
  return { core: cut.core, words: wordsOf(cut), normalized, corePlaces };
}

/** Of each code unit of `core` its place in `text`; null unless they differ by spaces alone. */
function placesOf(core: string, text: string): number[] | null {
  const places: number[] = [];
  for (let at = 0; at < text.length; at++) {
    if (text[at] === core[places.length]) places.push(at);
    else if (text[at] !== ' ') return null;
  }
  return places.length === core.length ? places : null;
}

function wordsOf({ core, wordEnds }: CutText): Word[] {
  const words: Word[] = [];
  let start = 0;
  for (const end of wordEnds) {
    words.push({ text: core.slice(start, end), start, end });
    start = end;
  }
  return words;
}
