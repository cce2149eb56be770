import type { NameTable, SpokenName } from '../analysis/names.ts';
import type { Wording } from '../index/segment.ts';
import { differentThings, shownName, type Guard } from './guard.ts';
import { compareNames } from './name-difference.ts';
import type { Ranked } from './ranked.ts';
import { wordEndsOf, type RewrittenQuery } from './rewrite.ts';
import { wordsOf } from './words-of.ts';

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

/**
 * The query names nothing, and the wording a product or an institution that its question is about: what holds for one
 * bank is no answer for the customers of all.
 * @param isTelling whether a word tells questions of the bank apart
 */
export function unaskedNameGuards(
  { core, words }: RewrittenQuery,
  wording: Wording,
  question: Wording,
  names: NameTable,
  isTelling: (word: string) => boolean,
): Guard[] {
  if (names.find(core, wordEndsOf(words)).length > 0) return [];
  const own = namesOf(question, names);
  if (own.length === 0) return [];
  const said = namesOf(wording, names).filter(({ thing }) => own.some((name) => name.thing === thing));
  // 平安信用卡 says whose question it is as 平安银行 does.
  const parts = wordsOf(wording).filter(
    (word) => word.length > 1 && own.some(({ text }) => text.includes(word)),
  );
  const unasked = [...said.map(({ text }) => text), ...parts].find(
    (text) => !core.includes(text) && isTelling(text),
  );
  return unasked === undefined
    ? []
    : [{ kind: 'name', message: `匹配的问题只针对${shownName(unasked)}，提问中没有提到` }];
}

function namesOf({ core, wordEnds }: Wording, names: NameTable): SpokenName[] {
  return names.find(core, wordEnds);
}
