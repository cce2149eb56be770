import type { Analyzer } from '../analysis/analyzer.ts';
import type { Span } from '../ranking/match.ts';
import type { PlacedText } from './place-text.ts';

/** Shortest run of characters worth marking when it is no whole word. */
const SHORTEST_RUN = 2;

/**
 * Ranges of `text` that a query speaks of, word by word: whole words it holds, and runs of two or more characters
 * it shares with longer ones. Function words are left unmarked.
 * @param queryCore the query as rewritten for this text: synonyms, pinyin and corrections are already replaced
 */
export function highlight(text: PlacedText, queryCore: string, analyzer: Analyzer): Span[] {
  const spans: Span[] = [];
  for (const word of text.words) {
    if (analyzer.isStopWord(word.text)) continue;
    if (queryCore.includes(word.text)) {
      addSpan(spans, originalSpan(text, word.start, word.end));
      continue;
    }
    for (let start = word.start; start < word.end;) {
      const length = sharedRun(text.core, start, word.end, queryCore);
      if (length >= SHORTEST_RUN) addSpan(spans, originalSpan(text, start, start + length));
      start += Math.max(1, length);
    }
  }
  return spans;
}

/** Words that were one character in the original, as those of `㎥`, are marked once. */
function addSpan(spans: Span[], [start, end]: Span): void {
  const last = spans.at(-1);
  if (last === undefined || start >= last[1]) spans.push([start, end]);
  else spans[spans.length - 1] = [last[0], Math.max(last[1], end)];
}

function sharedRun(core: string, start: number, end: number, queryCore: string): number {
  let length = 0;
  while (start + length < end && queryCore.includes(core.slice(start, start + length + 1))) length++;
  return length;
}

function originalSpan(text: PlacedText, start: number, end: number): Span {
  const { starts, ends } = text.normalized;
  return [starts[text.corePlaces[start]!]!, ends[text.corePlaces[end - 1]!]!];
}
