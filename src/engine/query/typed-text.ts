import type { AnalyzedText, Analyzer } from '../analysis/analyzer.ts';
import { wouldMerge } from '../analysis/character.ts';

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

/** A query as it reads with other characters in some of its places. */
export interface ReadPlaces {
  readonly units: readonly string[];
  /** What was typed in the place of each. */
  readonly typed: readonly string[];
  /** The places where words of the query begin. */
  readonly wordStarts: ReadonlySet<number>;
}

/** Analysed once more, a query may lose a filler that now reads as one. */
export function readAnew(
  analyzer: Analyzer,
  { original }: AnalyzedText,
  { units, typed, wordStarts }: ReadPlaces,
): TypedText {
  let core = '';
  const typedAt: string[] = [];
  units.forEach((unit, at) => {
    if (wordStarts.has(at) && wouldMerge(core, unit)) {
      core += ' ';
      typedAt.push(' ');
    }
    core += unit;
    typedAt.push(typed[at]!);
  });
  const text = analyzer.analyze(core);
  return { text: { ...text, original }, typed: text.corePlaces.map((place) => typedAt[place]!) };
}
