import type { OppositePair } from '../analysis/opposites.ts';

/** A word that a text holds, and the one that would contradict it. */
export interface SpokenOpposite {
  readonly kind: OppositePair['kind'];
  readonly mine: string;
  readonly theirs: string;
}

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
  if (!text.includes(word)) return false;
  // 被保险人 is no 保险人: a word inside its own opposite does not count.
  const rest = notOf.includes(word) ? text.replaceAll(notOf, '') : text;
  return rest.includes(word) && !(word.includes(notOf) ? text.replaceAll(word, '') : text).includes(notOf);
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
