import type { BankIndex } from '../index/bank-index.ts';
import { characterTerm } from '../index/terms.ts';

/** A character that a bank uses and that sounds like another. */
export interface Homophone {
  readonly character: string;
  /** Only nearly: z for zh, in for ing. */
  readonly isNear: boolean;
}

const known = new WeakMap<BankIndex, Map<number, readonly Homophone[]>>();

/** Wordings that must hold a spelling before it is put in the place of what none holds: a thousandth of all, 5 at least. */
export function leastEvidence(index: BankIndex): number {
  return Math.max(5, 0.001 * index.wordingCount);
}

/**
 * The characters of a syllable that enough wordings of the bank hold, those of this very sound first. Remembered for
 * each state of the index: when first asked for, every character of the sound is looked up.
 */
export function homophonesOf(index: BankIndex, syllable: number): readonly Homophone[] {
  let bySyllable = known.get(index);
  if (bySyllable === undefined) known.set(index, (bySyllable = new Map<number, readonly Homophone[]>()));
  let found = bySyllable.get(syllable);
  if (found === undefined) {
    const { blurred } = index.analyzer.pinyin;
    const near = blurred.flatMap((blur, number) =>
      blur === blurred[syllable] && number !== syllable ? usualCharacters(index, number) : [],
    );
    found = [
      ...usualCharacters(index, syllable).map((character) => ({ character, isNear: false })),
      ...near.map((character) => ({ character, isNear: true })),
    ];
    bySyllable.set(syllable, found);
  }
  return found;
}

const MOST_CHARACTERS = 12;
const charactersKnown = new WeakMap<BankIndex, Map<number, readonly string[]>>();

/** The characters of a syllable that most wordings of the bank hold, twelve at most. Remembered as homophones are. */
export function charactersOf(index: BankIndex, syllable: number): readonly string[] {
  let bySyllable = charactersKnown.get(index);
  if (bySyllable === undefined)
    charactersKnown.set(index, (bySyllable = new Map<number, readonly string[]>()));
  let found = bySyllable.get(syllable);
  if (found === undefined) {
    found = Array.from(index.analyzer.pinyin.characters[syllable]!)
      .map((character) => ({ character, frequency: index.documentFrequency(characterTerm(character)) }))
      .filter(({ frequency }) => frequency > 0)
      .sort((a, b) => b.frequency - a.frequency)
      .slice(0, MOST_CHARACTERS)
      .map(({ character }) => character);
    bySyllable.set(syllable, found);
  }
  return found;
}

function usualCharacters(index: BankIndex, syllable: number): string[] {
  const least = leastEvidence(index);
  return Array.from(index.analyzer.pinyin.characters[syllable]!).filter(
    (character) => index.documentFrequency(characterTerm(character)) >= least,
  );
}
