import type { Analyzer } from '../analysis/analyzer.ts';
import { syllablesByPlace, type CutText } from '../index/wording-syllables.ts';
import type { RewriteTarget } from './rewrite.ts';

/** A text as a target of rewriting; its syllables are read when first asked for. */
export function targetOf(text: CutText, analyzer: Analyzer): RewriteTarget {
  let known: number[] | null = null;
  const { core, wordEnds } = text;
  return { core, wordEnds, syllables: () => (known ??= syllablesByPlace(text, analyzer.pinyin)) };
}
