import type { BankIndex } from '../index/bank-index.ts';

/** What was found in an index for a syllable, remembered as long as that state of the index is there. */
export class BySyllable<T> {
  readonly #find: (index: BankIndex, syllable: number) => T;
  readonly #found = new WeakMap<BankIndex, Map<number, T>>();

  constructor(find: (index: BankIndex, syllable: number) => T) {
    this.#find = find;
  }

  /** Looked for when first asked for. */
  of(index: BankIndex, syllable: number): T {
    let ofIndex = this.#found.get(index);
    if (ofIndex === undefined) this.#found.set(index, (ofIndex = new Map<number, T>()));
    let found = ofIndex.get(syllable);
    if (found === undefined) ofIndex.set(syllable, (found = this.#find(index, syllable)));
    return found;
  }
}
