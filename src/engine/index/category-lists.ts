/**
 * Documents of a segment by category, in the order they were added, and pinned ones apart. Four bytes a document.
 * @param keyOf a document, see `keyOfCategory`; below `keyCount`
 */
export class CategoryLists {
  readonly #documents: Uint32Array;
  /** Where the documents of each key begin, and where the last end. */
  readonly #starts: Uint32Array;

  /** O(documents). */
  constructor(documentCount: number, keyCount: number, keyOf: (document: number) => number) {
    this.#documents = new Uint32Array(documentCount);
    this.#starts = new Uint32Array(keyCount + 1);
    for (let document = 0; document < documentCount; document++) this.#starts[keyOf(document) + 1]!++;
    for (let key = 0; key < keyCount; key++) this.#starts[key + 1]! += this.#starts[key]!;
    const next = this.#starts.slice();
    for (let document = 0; document < documentCount; document++) {
      this.#documents[next[keyOf(document)]!++] = document;
    }
  }

  /** Rising. @param key as `keyOf` gives it */
  of(key: number): Uint32Array {
    return this.#documents.subarray(this.#starts[key], this.#starts[key + 1]);
  }
}
