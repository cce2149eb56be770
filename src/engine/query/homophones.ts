import type { BankIndex } from '../index/bank-index.ts';
import { characterTerm } from '../index/terms.ts';
import { BySyllable } from './by-syllable.ts';

/** A character that a bank uses and that sounds like another. */
export interface Homophone {
  readonly character: string;
  /** Only nearly: z for zh, in for ing. */
  readonly isNear: boolean;
}

const known = new BySyllable(findHomophones);

/** Wordings that must hold a spelling before it is put in the place of what none holds: a thousandth of all, 5 at least. */
export function leastEvidence(index: BankIndex): number {
  return Math.max(5, 0.001 * index.wordingCount);
}

/** The characters of a syllable that enough wordings of the bank hold, those of this very sound first. */
export function homophonesOf(index: BankIndex, syllable: number): readonly Homophone[] {
  return known.of(index, syllable);
}

function findHomophones(index: BankIndex, syllable: number): readonly Homophone[] {
  const { blurred } = index.analyzer.pinyin;
  const near = blurred.flatMap((blur, number) =>
    blur === blurred[syllable] && number !== syllable ? usualCharacters(index, number) : [],
  );
  return [
    ...usualCharacters(index, syllable).map((character) => ({ character, isNear: false })),
    ...near.map((character) => ({ character, isNear: true })),
  ];
}

function usualCharacters(index: BankIndex, syllable: number): string[] {
  const least = leastEvidence(index);
  return Array.from(index.analyzer.pinyin.characters[syllable]!).filter(
    (character) => index.documentFrequency(characterTerm(character)) >= least,
  );
}
