import { splitPinyin, type PinyinTable } from '../analysis/pinyin.ts';

/** Latin letters with the marks of tones among them. */
const MARKED = /[a-z]*[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ][a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹ]*/giu;
/** Several syllables with the numbers of their tones: `nong2 hang2`. */
const NUMBERED = /(?:[a-z]{1,6}[1-5] ?){2,}/gi;

/** Pinyin as people type it: `nóng háng`, `nong2 hang2` → `nong hang`. What is no pinyin without its tones keeps them. */
export function withoutTones(query: string, pinyin: PinyinTable): string {
  return query
    .normalize('NFC')
    .replace(MARKED, (word) => {
      const letters = plainLetters(word);
      return splitPinyin(letters, pinyin) === null ? word : letters;
    })
    .replace(NUMBERED, (words) => {
      const syllables = words.toLowerCase().match(/[a-z]+/g)!;
      return syllables.every((syllable) => pinyin.syllableNumbers.has(syllable))
        ? words.replace(/[1-5]/g, '')
        : words;
    });
}

/** `v` stands for ü, as on keyboards. */
function plainLetters(word: string): string {
  return word
    .toLowerCase()
    .normalize('NFD')
    .replaceAll('u\u0308', 'v')
    .replace(/[\u0300-\u036f]/g, '');
}
