import type { AnalyzedText, Analyzer } from '../analysis/analyzer.ts';
import { isHan, isLatin } from '../analysis/character.ts';
import type { Word } from '../analysis/words.ts';
import { findSynonymSpans } from '../query/analyzed-query.ts';
import type { TypedUnit } from './typed-match.ts';

/** Han characters one by one; Latin letters and numbers as typed, whole. */
export function typedUnits(words: readonly Word[]): TypedUnit[] {
  return words.flatMap((word): TypedUnit[] => {
    if (isHan(word.text.charCodeAt(0)))
      return Array.from(word.text, (character) => ({ kind: 'literal', text: character, synonyms: [] }));
    const kind = isLatin(word.text.charCodeAt(0)) ? 'letters' : 'literal';
    return [{ kind, text: word.text, synonyms: [] }];
  });
}

/** The same, but what has synonyms whole. */
export function unitsWithSynonyms({ words }: AnalyzedText, analyzer: Analyzer): TypedUnit[] {
  const spans = findSynonymSpans(words, analyzer);
  const units: TypedUnit[] = [];
  for (let at = 0; at < words.length;) {
    const span = spans.find(({ from }) => from === at);
    if (span === undefined) units.push(...typedUnits([words[at]!]));
    else units.push({ kind: 'literal', text: span.member, synonyms: span.alternatives });
    at = span?.to ?? at + 1;
  }
  return units;
}
