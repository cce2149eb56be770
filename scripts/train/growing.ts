/** A typed array that grows by doubling. */
export class Growing<T extends Float32Array | Int32Array> {
  #items: T;
  readonly #create: (length: number) => T;
  length = 0;

  constructor(create: (length: number) => T) {
    this.#create = create;
    this.#items = create(1 << 16);
  }

  append(values: ArrayLike<number>, count = values.length): void {
    if (this.length + count > this.#items.length) {
      const grown = this.#create(Math.max(this.#items.length * 2, this.length + count));
      grown.set(this.#items);
      this.#items = grown;
    }
    for (let i = 0; i < count; i++) this.#items[this.length + i] = values[i]!;
    this.length += count;
  }

  /** The items; valid until the next append. */
  view(): T {
    return this.#items.subarray(0, this.length) as T;
  }
}
