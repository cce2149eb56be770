/** Numbers remembered at most, 4 bytes each. */
const MOST_SLOTS = 65_536;

/**
 * Tells what is met again from what is met once, so that the latter need not be remembered: in a large bank that is
 * nearly all (the doorkeeper of TinyLFU: Einziger, Friedman, Manes, 2017). A number's slot is its remainder;
 * of several with one slot the last is remembered.
 */
export class MetBefore {
  /** Numbers plus one; 0: none. */
  readonly #slots: Uint32Array;

  /** @param count of the numbers that there are, from 0 */
  constructor(count: number) {
    this.#slots = new Uint32Array(Math.min(count, MOST_SLOTS));
  }

  /** Whether this number was met before, as far as is remembered; it has been from now on. */
  again(number: number): boolean {
    const slot = number % this.#slots.length;
    const isKnown = this.#slots[slot] === number + 1;
    this.#slots[slot] = number + 1;
    return isKnown;
  }
}
