import type { AnalyzedText } from '../analysis/analyzer.ts';
import { isHan } from '../analysis/character.ts';
import { splitPinyin, type PinyinTable } from '../analysis/pinyin.ts';
import type { BankIndex } from '../index/bank-index.ts';
import { bigramTerm, characterTerm, initialsTerm, syllableTerm, termsOf, wordTerm } from '../index/terms.ts';
import { isFrequent, type QueryTerm } from '../query/query-terms.ts';
import type { TypedUnit } from './typed-match.ts';

/** What to look up for the units. @param typed the text they are of */
export function typedTerms(index: BankIndex, units: readonly TypedUnit[], typed: AnalyzedText): QueryTerm[] {
  const { analyzer } = index;
  const terms = new Map<string, number>();
  const add = (key: string, weight: number): void => {
    terms.set(key, Math.max(weight, terms.get(key) ?? 0));
  };
  const isRead = units.some(({ synonyms }) => synonyms.length > 0);
  const texts = isRead ? textsOfUnits(units).map((text) => analyzer.analyze(text)) : [typed];
  const ofTexts = texts.flatMap((text) => termsOf(text, 'characters', analyzer.pinyin));
  const isRare = (term: string): boolean => !isFrequent(index, term);
  const rarePairsTell = isRead && ofTexts.some((term) => isPair(term) && isRare(term));
  // A question that has these characters side by side has all their pairs, and far fewer have those.
  const pairsTell = isRead
    ? ofTexts.some(isPair)
    : units.length > 1 && units.every((unit) => isHan(unit.text.charCodeAt(0)));
  for (const term of ofTexts) {
    if (!isPair(term)) {
      if (!pairsTell) add(term, 10);
    } else if (!rarePairsTell || isRare(term)) {
      add(term, 40);
    }
  }
  for (const unit of units) {
    if (unit.kind === 'literal') continue;
    add(wordTerm(unit.text), 40);
    add(characterTerm(unit.text), 40);
    for (const key of termsOfLetters(unit.text, analyzer.pinyin)) add(key, 20);
  }
  return [...terms].map(([key, weight]) => ({ key, weight }));
}

/** What stands in all that the units may be found in: characters typed side by side for which nothing else may stand. */
export function requiredPairs(units: readonly TypedUnit[]): string[] {
  const isHanItself = ({ kind, text, synonyms }: TypedUnit): boolean =>
    kind === 'literal' && synonyms.length === 0 && isHan(text.charCodeAt(0));
  return units.flatMap((unit, at) => {
    const next = units[at + 1];
    return next !== undefined && isHanItself(unit) && isHanItself(next)
      ? [bigramTerm(unit.text, next.text)]
      : [];
  });
}

/** All that may stand for what was typed, piece by piece. */
function textsOfUnits(units: readonly TypedUnit[]): string[] {
  return units.flatMap(({ text, synonyms }) => (synonyms.length > 0 ? synonyms : [text]));
}

function isPair(term: string): boolean {
  return term.startsWith('b');
}

function termsOfLetters(letters: string, pinyin: PinyinTable): string[] {
  const keys: string[] = [];
  const split = splitPinyin(letters, pinyin, true);
  if (split !== null) {
    keys.push(...split.syllables.map(syllableTerm));
    if (split.partial !== '') keys.push(...syllablesBeginning(split.partial, pinyin));
  }
  for (let from = 0; from < letters.length - 1; from++) {
    for (let to = from + 2; to <= Math.min(letters.length, from + 8); to++)
      keys.push(initialsTerm(letters.slice(from, to)));
  }
  return keys;
}

function syllablesBeginning(partial: string, pinyin: PinyinTable): string[] {
  const keys: string[] = [];
  pinyin.syllables.forEach((syllable, number) => {
    if (number > 0 && syllable.startsWith(partial)) keys.push(syllableTerm(number));
  });
  return keys;
}
