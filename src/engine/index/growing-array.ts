/** An Int32Array that grows by doubling. */
export class GrowingInt32Array {
  #items = new Int32Array(1024);
  length = 0;

  push(value: number): void {
    if (this.length === this.#items.length) {
      const grown = new Int32Array(this.#items.length * 2);
      grown.set(this.#items);
      this.#items = grown;
    }
    this.#items[this.length++] = value;
  }

  /** The items pushed so far; valid until the next push. */
  view(): Int32Array {
    return this.#items.subarray(0, this.length);
  }
}
