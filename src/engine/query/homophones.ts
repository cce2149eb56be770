import type { BankIndex } from '../index/bank-index.ts';
import { characterTerm } from '../index/terms.ts';

/** Characters that a bank uses. */
export interface Homophones {
  /** Of this very sound. */
  readonly equal: readonly string[];
  /** Of a sound that is easily taken for it: z for zh, in for ing. */
  readonly near: readonly string[];
}

const known = new WeakMap<BankIndex, Map<number, Homophones>>();

/**
 * The characters of a syllable that at least `frequency` wordings of the bank hold. Remembered for each state of the
 * index; about 0.1 ms when first asked for.
 * @param frequency the same for all syllables
 */
export function homophonesOf(index: BankIndex, syllable: number, frequency: number): Homophones {
  let bySyllable = known.get(index);
  if (bySyllable === undefined) known.set(index, (bySyllable = new Map<number, Homophones>()));
  let found = bySyllable.get(syllable);
  if (found === undefined) {
    const { blurred, characters } = index.analyzer.pinyin;
    const usual = (number: number): string[] =>
      Array.from(characters[number]!).filter(
        (character) => index.documentFrequency(characterTerm(character)) >= frequency,
      );
    const near = blurred.flatMap((blur, number) =>
      blur === blurred[syllable] && number !== syllable ? usual(number) : [],
    );
    bySyllable.set(syllable, (found = { equal: usual(syllable), near }));
  }
  return found;
}
