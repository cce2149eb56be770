/** 4 bytes each. */
const MOST_SLOTS = 65_536;

/**
 * Slots of what was met lately of very many numbered things, as in a direct-mapped cache: a number's slot is its
 * remainder, and of several with one slot the last to come has it.
 */
export class Slots {
  /** Number plus one of what has each slot; 0: nothing. */
  readonly #owners: Uint32Array;

  /** @param count of the numbers that there are, from 0 */
  constructor(count: number) {
    this.#owners = new Uint32Array(Math.min(count, MOST_SLOTS));
  }

  get count(): number {
    return this.#owners.length;
  }

  slotOf(number: number): number {
    return number % this.#owners.length;
  }

  /** Gives a number its slot. @returns whether it had it before */
  take(number: number): boolean {
    const slot = this.slotOf(number);
    const hadIt = this.#owners[slot] === number + 1;
    this.#owners[slot] = number + 1;
    return hadIt;
  }
}
