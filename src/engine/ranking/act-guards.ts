import type { ActTable } from '../analysis/acts.ts';
import type { Wording } from '../index/segment.ts';
import type { Guard } from './guard.ts';
import { wordEndsOf, type RewrittenQuery } from './rewrite.ts';

/**
 * The query asks for one act and what was found is about others: 还款 of a card that only 激活 is known of.
 * @param wording that matched
 * @param question it belongs to
 */
export function actGuards(
  { core, words }: RewrittenQuery,
  wording: Wording,
  question: Wording,
  acts: ActTable,
): Guard[] {
  const asked = acts.find(core, wordEndsOf(words));
  if (asked.length === 0) return [];
  const [matched, own] = [wording, question].map((each) => acts.find(each.core, each.wordEnds));
  const answered = [...matched!, ...own!];
  if (asked.some((act) => answered.includes(act))) return [];
  const isOther = (act: string): boolean => !asked.some((one) => acts.areAlike(one, act));
  // What may stand for an act does so alone: 取消自动还款 is no 注销.
  const other = answered.every(isOther) ? answered[0] : matched!.find(isOther);
  return other === undefined ? [] : [{ kind: 'act', message: `问的事情不同：${asked[0]!}与${other}` }];
}
