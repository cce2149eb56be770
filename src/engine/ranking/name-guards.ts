import type { NameTable, SpokenName } from '../analysis/names.ts';
import type { Wording } from '../index/segment.ts';
import { differentThings, shownName, type Guard } from './guard.ts';
import { compareNames } from './name-difference.ts';
import type { Ranked } from './ranked.ts';
import { wordEndsOf, type RewrittenQuery } from './rewrite.ts';

/**
 * The query names a product or an institution, and the wording another one; or nothing that was found speaks of it:
 * what is known of another thing is no answer.
 * @param found all matches
 */
export function nameGuards(
  { core, words }: RewrittenQuery,
  wording: Wording,
  names: NameTable,
  found: readonly Ranked[],
): Guard[] {
  const asked = names.find(core, wordEndsOf(words));
  if (asked.length === 0) return [];
  const { missing, others } = compareNames(asked, namesOf(wording, names));
  const [other] = others;
  return missing.flatMap(({ text, thing }): Guard[] => {
    // 融e借 is what 工行融e借 speaks of, too.
    if (others.some((each) => each.text.includes(text) || text.includes(each.text))) return [];
    if (other !== undefined) return [differentThings(text, other.text)];
    const isKnown = found.some((each) => namesOf(each.wording, names).some((name) => name.thing === thing));
    return isKnown ? [] : [{ kind: 'name', message: `找到的问题都没有提到${shownName(text)}` }];
  });
}

function namesOf({ core, wordEnds }: Wording, names: NameTable): SpokenName[] {
  return names.find(core, wordEnds);
}
