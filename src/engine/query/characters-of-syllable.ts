import type { BankIndex } from '../index/bank-index.ts';
import { characterTerm } from '../index/terms.ts';
import { BySyllable } from './by-syllable.ts';

const MOST_CHARACTERS = 12;

const known = new BySyllable(findCharacters);

/** The characters of a syllable that most wordings of the bank hold, twelve at most. */
export function charactersOf(index: BankIndex, syllable: number): readonly string[] {
  return known.of(index, syllable);
}

function findCharacters(index: BankIndex, syllable: number): readonly string[] {
  return Array.from(index.analyzer.pinyin.characters[syllable]!)
    .map((character) => ({ character, frequency: index.documentFrequency(characterTerm(character)) }))
    .filter(({ frequency }) => frequency > 0)
    .sort((a, b) => b.frequency - a.frequency)
    .slice(0, MOST_CHARACTERS)
    .map(({ character }) => character);
}
