/** Remembers at least the `least` values set or read last, and at most twice as many. */
export class RecentMap<V> {
  readonly #least: number;
  #recent = new Map<number, V>();
  #older = new Map<number, V>();

  /** @param least ≥ 1 */
  constructor(least: number) {
    this.#least = least;
  }

  get(key: number): V | undefined {
    const value = this.#recent.get(key);
    if (value !== undefined) return value;
    const older = this.#older.get(key);
    if (older !== undefined) this.set(key, older);
    return older;
  }

  set(key: number, value: V): void {
    if (this.#recent.size >= this.#least) {
      this.#older = this.#recent;
      this.#recent = new Map();
    }
    this.#recent.set(key, value);
  }
}
