/** Documents of a segment by category, ordered by their ids, and pinned ones apart. Four bytes a document. */
export class CategoryLists {
  readonly #documents: Uint32Array;
  /** Where the documents of each key begin, and where the last end. */
  readonly #starts: Uint32Array;
  readonly #idOf: (document: number) => string;
  /** Keys whose documents are in order. */
  readonly #ordered = new Set<number>();

  /**
   * O(documents).
   * @param keyOf a document, see `keyOfCategory`; below `keyCount`
   */
  constructor(
    documentCount: number,
    keyCount: number,
    keyOf: (document: number) => number,
    idOf: (document: number) => string,
  ) {
    this.#documents = new Uint32Array(documentCount);
    this.#starts = new Uint32Array(keyCount + 1);
    this.#idOf = idOf;
    for (let document = 0; document < documentCount; document++) this.#starts[keyOf(document) + 1]!++;
    for (let key = 0; key < keyCount; key++) this.#starts[key + 1]! += this.#starts[key]!;
    const next = this.#starts.slice();
    for (let document = 0; document < documentCount; document++) {
      this.#documents[next[keyOf(document)]!++] = document;
    }
  }

  /** How many have a key. */
  count(key: number): number {
    return this.#starts[key + 1]! - this.#starts[key]!;
  }

  /** The first call for a key reads the ids of its documents. @param key as `keyOf` gives it */
  of(key: number): Uint32Array {
    const list = this.#documents.subarray(this.#starts[key], this.#starts[key + 1]);
    if (!this.#ordered.has(key)) {
      orderByIds(list, this.#idOf);
      this.#ordered.add(key);
    }
    return list;
  }
}

function orderByIds(documents: Uint32Array, idOf: (document: number) => string): void {
  const ids = new Map(Array.from(documents, (document) => [document, idOf(document)]));
  documents.sort((a, b) => {
    const [one, other] = [ids.get(a)!, ids.get(b)!];
    return one < other ? -1 : one > other ? 1 : a - b;
  });
}
