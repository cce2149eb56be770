import type { Analyzer } from '../analysis/analyzer.ts';
import { termsOf, type Stream } from '../index/terms.ts';

/** A term with the stream it belongs to. */
export interface StreamTerm {
  readonly term: string;
  readonly stream: Stream;
}

const known = new WeakMap<Analyzer, Map<string, readonly StreamTerm[]>>();

/** Terms of a member of a synonym group; remembered, so that the groups bound what is kept. */
export function alternativeTerms(alternative: string, analyzer: Analyzer): readonly StreamTerm[] {
  let ofAnalyzer = known.get(analyzer);
  if (ofAnalyzer === undefined) known.set(analyzer, (ofAnalyzer = new Map<string, readonly StreamTerm[]>()));
  let terms = ofAnalyzer.get(alternative);
  if (terms === undefined) ofAnalyzer.set(alternative, (terms = spell(alternative, analyzer)));
  return terms;
}

function spell(alternative: string, analyzer: Analyzer): StreamTerm[] {
  const text = { words: analyzer.cut(alternative), subWords: [] };
  return (['words', 'characters'] as const).flatMap((stream) =>
    termsOf(text, stream, analyzer.pinyin).map((term) => ({ term, stream })),
  );
}
