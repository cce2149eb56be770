import type { AnalyzedText } from '../analysis/analyzer.ts';

/** A query as it is read, and as it was typed. */
export interface TypedText {
  readonly text: AnalyzedText;
  /** What was typed in the place of each code unit of `text.core`: that itself, another character or a syllable. */
  readonly typed: readonly string[];
}

/** A query that is read as it was typed. */
export function asTyped(text: AnalyzedText): TypedText {
  return { text, typed: text.core.split('') };
}
