import { wouldMerge } from '../analysis/character.ts';
import type { BankIndex } from '../index/bank-index.ts';
import { bigramTerm, wordTerm } from '../index/terms.ts';
import type { Rewrite, RewrittenQuery } from './rewrite.ts';

/**
 * The query with wrong characters, pinyin and initials as the best match has them; synonyms stay as they were
 * asked. Null unless that helps: something was read by its sound, and the bank holds nothing that is written so.
 */
export function correctedQuery(index: BankIndex, { rewrites, words }: RewrittenQuery): string | null {
  const bySound = rewrites.filter(({ kind }) => kind !== 'synonym');
  if (bySound.length === 0 || bySound.some((rewrite) => isWritten(index, rewrite))) return null;
  let corrected = '';
  words.forEach(({ text, rewrite }, i) => {
    if (rewrite?.kind !== 'synonym') corrected = join(corrected, text);
    // A synonym of several words stands there once for each.
    else if (rewrite !== words[i - 1]?.rewrite) corrected = join(corrected, rewrite.from);
  });
  return corrected;
}

function join(before: string, word: string): string {
  return wouldMerge(before, word) ? `${before} ${word}` : before + word;
}

/** Whether some wording of the bank says it literally. */
function isWritten(index: BankIndex, { from }: Rewrite): boolean {
  if (index.documentFrequency(wordTerm(from)) > 0) return true;
  return from.length === 2 && index.documentFrequency(bigramTerm(from[0]!, from[1]!)) > 0;
}
