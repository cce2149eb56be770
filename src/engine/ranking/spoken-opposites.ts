import type { OppositePair } from '../analysis/opposites.ts';

/** A word that a text holds, and the one that would contradict it. */
export interface SpokenOpposite {
  readonly kind: OppositePair['kind'];
  readonly mine: string;
  readonly theirs: string;
}

/** 解绑 in full: 解除绑定, 取消绑定. */
const UNDOING = /解除|取消|撤销/;

type SidesByCharacter = ReadonlyMap<string, readonly SpokenOpposite[]>;

const known = new WeakMap<readonly OppositePair[], SidesByCharacter>();

/** The pairs of which a text says one side only. Looks up the characters of the text, not every pair. */
export function spokenOpposites(text: string, opposites: readonly OppositePair[]): SpokenOpposite[] {
  const sides = sidesOf(opposites);
  const spoken = new Set<SpokenOpposite>();
  for (let at = 0; at < text.length; at++) {
    for (const side of sides.get(text[at]!) ?? []) {
      if (text.startsWith(side.mine, at) && speaksOf(text, side.mine, side.theirs)) spoken.add(side);
    }
  }
  return [...spoken];
}

/** Whether a text holds a word, and not its opposite. */
export function speaksOf(text: string, word: string, notOf: string): boolean {
  if (!text.includes(word) || speaksOfBoth(text, word, notOf)) return false;
  // 被保险人 is no 保险人: a word inside its own opposite does not count.
  const rest = notOf.includes(word) ? text.replaceAll(notOf, '') : text;
  return rest.includes(word) && !(word.includes(notOf) ? text.replaceAll(word, '') : text).includes(notOf);
}

/** 涨跌停 is 涨停 and 跌停; 解除绑定 is 解绑, whatever else it holds. */
function speaksOfBoth(text: string, one: string, other: string): boolean {
  if (contractions(one, other).some((both) => text.includes(both))) return true;
  return [one, other].some(saysUndoing) && UNDOING.test(text);
}

function saysUndoing(word: string): boolean {
  return word.startsWith('解') && word !== '解除';
}

/** Two words of two characters that share one, said together: 涨跌停, 境内外. */
function contractions(one: string, other: string): string[] {
  if (one.length !== 2 || other.length !== 2) return [];
  if (one.endsWith(other[1]!)) return [one[0]! + other, other[0]! + one];
  return one.startsWith(other[0]!) ? [one + other[1]!, other + one[1]!] : [];
}

function sidesOf(opposites: readonly OppositePair[]): SidesByCharacter {
  let sides = known.get(opposites);
  if (sides === undefined) known.set(opposites, (sides = sortByCharacter(opposites)));
  return sides;
}

function sortByCharacter(opposites: readonly OppositePair[]): SidesByCharacter {
  const sides = new Map<string, SpokenOpposite[]>();
  for (const { kind, one, other } of opposites) {
    for (const [mine, theirs] of [
      [one, other],
      [other, one],
    ] as const) {
      const first = mine[0]!;
      sides.set(first, [...(sides.get(first) ?? []), { kind, mine, theirs }]);
    }
  }
  return sides;
}
