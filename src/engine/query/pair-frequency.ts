import type { BankIndex } from '../index/bank-index.ts';
import { bigramTerm } from '../index/terms.ts';

/** Wordings that hold two characters side by side; 0 beyond the ends of a text. */
export function pairFrequency(
  index: BankIndex,
  first: string | undefined,
  second: string | undefined,
): number {
  if (first === undefined || second === undefined) return 0;
  return index.documentFrequency(bigramTerm(first, second));
}
