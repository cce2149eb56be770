/**
 * The best `capacity` of the items offered: higher scores first, among equals the smaller number first.
 * A min-heap in two typed arrays; `offer` allocates nothing.
 */
export class TopK {
  readonly #scores: Int32Array;
  readonly #numbers: Uint32Array;
  #size = 0;

  constructor(capacity: number) {
    this.#scores = new Int32Array(capacity);
    this.#numbers = new Uint32Array(capacity);
  }

  get size(): number {
    return this.#size;
  }

  get capacity(): number {
    return this.#scores.length;
  }

  /** The score an item must reach to have a chance; 1 while there is room. */
  get threshold(): number {
    return this.#size < this.#scores.length ? 1 : this.#scores[0]!;
  }

  offer(score: number, number: number): void {
    if (this.#size < this.#scores.length) {
      this.#siftUp(this.#size++, score, number);
    } else if (this.#isWorse(this.#scores[0]!, this.#numbers[0]!, score, number)) {
      this.#siftDown(score, number);
    }
  }

  /** The items kept, best first. */
  sorted(): { score: number; number: number }[] {
    const items: { score: number; number: number }[] = [];
    for (let i = 0; i < this.#size; i++) items.push({ score: this.#scores[i]!, number: this.#numbers[i]! });
    return items.sort((a, b) => b.score - a.score || a.number - b.number);
  }

  #isWorse(score: number, number: number, thanScore: number, thanNumber: number): boolean {
    return score < thanScore || (score === thanScore && number > thanNumber);
  }

  #siftUp(from: number, score: number, number: number): void {
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#isWorse(score, number, this.#scores[parent]!, this.#numbers[parent]!)) break;
      this.#scores[at] = this.#scores[parent]!;
      this.#numbers[at] = this.#numbers[parent]!;
      at = parent;
    }
    this.#scores[at] = score;
    this.#numbers[at] = number;
  }

  #siftDown(score: number, number: number): void {
    let at = 0;
    for (let child = 1; child < this.#size; child = 2 * at + 1) {
      const right = child + 1;
      if (
        right < this.#size &&
        this.#isWorse(
          this.#scores[right]!,
          this.#numbers[right]!,
          this.#scores[child]!,
          this.#numbers[child]!,
        )
      ) {
        child = right;
      }
      if (!this.#isWorse(this.#scores[child]!, this.#numbers[child]!, score, number)) break;
      this.#scores[at] = this.#scores[child]!;
      this.#numbers[at] = this.#numbers[child]!;
      at = child;
    }
    this.#scores[at] = score;
    this.#numbers[at] = number;
  }
}
