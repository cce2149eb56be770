import type { ActTable } from '../analysis/acts.ts';
import type { Wording } from '../index/segment.ts';
import type { Guard } from './guard.ts';
import { wordEndsOf, type RewrittenQuery } from './rewrite.ts';

/**
 * The query asks for one act and what was found is about others: 还款 of a card that only 激活 is known of.
 * @param wordings the one that matched, and the question it belongs to
 */
export function actGuards(
  { core, words }: RewrittenQuery,
  wordings: readonly Wording[],
  acts: ActTable,
): Guard[] {
  const asked = acts.find(core, wordEndsOf(words));
  if (asked.length === 0) return [];
  const answered = wordings.flatMap((wording) => acts.find(wording.core, wording.wordEnds));
  const [other] = answered;
  if (other === undefined || asked.some((one) => answered.some((each) => acts.areAlike(one, each))))
    return [];
  return [{ kind: 'act', message: `问的事情不同：${asked[0]!}与${other}` }];
}
