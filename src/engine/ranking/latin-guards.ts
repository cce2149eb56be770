import { differentThings, type Guard } from './guard.ts';

/** Letters with the character behind them that says what they are of: b股. */
const SPELT = /([a-z]+)[股类级型款版盾币]?/g;

/**
 * What is spelt in letters, where the other text spells something else: B股 is not A股, nor Ⅳ类户 Ⅰ类户.
 * @param query, wording normalised
 */
export function latinGuards(query: string, wording: string): Guard[] {
  const spelt = lettersIn(query);
  if (spelt.length === 0) return [];
  const others = lettersIn(wording);
  const [asked] = spelt.filter(({ letters }) => !others.some((each) => each.letters === letters));
  const [other] = others.filter(({ letters }) => !spelt.some((each) => each.letters === letters));
  return asked === undefined || other === undefined ? [] : [differentThings(asked.name, other.name)];
}

function lettersIn(text: string): { letters: string; name: string }[] {
  return Array.from(text.matchAll(SPELT), ([name, letters]) => ({ letters: letters!, name }));
}
