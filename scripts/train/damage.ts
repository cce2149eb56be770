import type { PinyinTable } from '../../src/engine/analysis/pinyin.ts';
import { blurSyllable } from '../../src/engine/analysis/pinyin.ts';
import type { Random } from './random.ts';

/** Damages a sentence as people do: a wrong character that sounds alike, a missing or swapped one. */
export type Damage = (sentence: string) => string;

/** @param sentences where the wrong characters are taken from, the more frequent the likelier */
export function createDamage(sentences: Iterable<string>, pinyin: PinyinTable, random: Random): Damage {
  const exact = new Map<string, string[]>();
  const near = new Map<string, string[]>();
  for (const sentence of sentences) {
    for (const character of sentence) {
      const syllable = pinyin.syllables[pinyin.reading[character.charCodeAt(0)]!]!;
      if (syllable === '') continue;
      addTo(exact, syllable, character);
      addTo(near, blurSyllable(syllable), character);
    }
  }
  const pick = <T>(items: readonly T[]): T | undefined => items[Math.floor(random() * items.length)];
  const soundalike = (character: string, isNear: boolean): string => {
    const syllable = pinyin.syllables[pinyin.reading[character.charCodeAt(0)]!]!;
    if (syllable === '') return character;
    const choices = isNear ? near.get(blurSyllable(syllable)) : exact.get(syllable);
    return pick((choices ?? []).filter((other) => other !== character)) ?? character;
  };
  return (sentence) => {
    const characters = Array.from(sentence);
    const at = Math.floor(random() * characters.length);
    const kind = random();
    if (kind < 0.6) characters[at] = soundalike(characters[at]!, kind < 0.25);
    else if (kind < 0.8) characters.splice(at, 1);
    else if (at + 1 < characters.length) characters.splice(at, 2, characters[at + 1]!, characters[at]!);
    return characters.length === 0 ? sentence : characters.join('');
  };
}

const MOST_EXAMPLES = 400;

/** Keeps a sample that leaves frequent characters likelier. */
function addTo(lists: Map<string, string[]>, key: string, character: string): void {
  const list = lists.get(key) ?? [];
  if (list.length < MOST_EXAMPLES) list.push(character);
  lists.set(key, list);
}
