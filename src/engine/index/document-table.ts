import type { QuestionDocument } from '../question-document.ts';
import { CategoryLists } from './category-lists.ts';
import { keyOfCategory, readNumberAt, RecordReader } from './record-reader.ts';
import { RecentMap } from './recent-map.ts';
import { StoredDocument } from './stored-document.ts';
import type { StringTable } from './string-table.ts';

/** Documents in the order they were added, about 25 bytes each besides what they hold. */
export interface DocumentArrays {
  /** Where the question of each document begins in `texts` of the wordings; its phrasings follow it. */
  readonly textStarts: Uint32Array;
  /** Everything else of each, as `DocumentTableBuilder` writes and `StoredDocument` reads it, and where it begins. */
  readonly records: Uint16Array;
  readonly recordStarts: Uint32Array;
  /** Documents that are not valid at all times, rising, and their times in Unix milliseconds; ±Infinity: unbounded. */
  readonly timed: Uint32Array;
  readonly validFromMs: Float64Array;
  readonly validUntilMs: Float64Array;
}

export interface DocumentTableParts {
  readonly ids: StringTable;
  /** Names of categories and tags. */
  readonly labels: StringTable;
  /** Code units of the wordings. */
  readonly texts: Uint16Array;
  readonly arrays: DocumentArrays;
}

/** Documents read lately are kept. More than any search looks at, so that to it a number is always the same object. */
const LEAST_REMEMBERED = 8192;

/** The documents of a segment; what a search does not look at is never read. */
export class DocumentTable {
  readonly parts: DocumentTableParts;
  readonly #read = new RecentMap<QuestionDocument>(LEAST_REMEMBERED);
  readonly #categories = new Map<number, string>();
  #byCategory: CategoryLists | null = null;

  constructor(parts: DocumentTableParts) {
    this.parts = parts;
  }

  get size(): number {
    return this.parts.ids.size;
  }

  /** @param number below `size` */
  at(number: number): QuestionDocument {
    let document = this.#read.get(number);
    if (document === undefined) this.#read.set(number, (document = this.read(number)));
    return document;
  }

  /** The same without remembering it: for walks through all. */
  read(number: number): QuestionDocument {
    return new StoredDocument(this, number);
  }

  /** @param number below `size` */
  idOf(number: number): string {
    return this.parts.ids.at(number);
  }

  /** −1: there is none. */
  numberOf(id: string): number {
    return this.parts.ids.find(id);
  }

  /** The number by which `hasCategory` and `hasTag` know a name; −1: no document has it. */
  labelOf(name: string): number {
    return this.parts.labels.find(name);
  }

  /** Null: it is in none. Remembered: there are few, and every search counts them. */
  categoryOf(number: number): string | null {
    const { category: label } = this.recordOf(number).head;
    if (label === -1) return null;
    let name = this.#categories.get(label);
    if (name === undefined) this.#categories.set(label, (name = this.parts.labels.at(label)));
    return name;
  }

  /** @param label as `labelOf` gives it */
  hasCategory(number: number, label: number): boolean {
    return label !== -1 && this.recordOf(number).head.category === label;
  }

  /** @param label as `labelOf` gives it */
  hasTag(number: number, label: number): boolean {
    return label !== -1 && this.recordOf(number).readTags().includes(label);
  }

  /** Documents of a category and pinned, or not, ordered by their ids. @param label as `labelOf` gives it */
  ofCategory(label: number, pinned: boolean): Uint32Array {
    return this.#categoryLists().of(keyOfCategory(label, pinned));
  }

  /** How many documents a category has. @param label as `labelOf` gives it */
  countCategory(label: number): number {
    const lists = this.#categoryLists();
    return lists.count(keyOfCategory(label, true)) + lists.count(keyOfCategory(label, false));
  }

  recordOf(number: number): RecordReader {
    const { records, recordStarts } = this.parts.arrays;
    return new RecordReader(records, recordStarts[number]!);
  }

  /** Whether every document is valid at all times. */
  get isTimeless(): boolean {
    return this.parts.arrays.timed.length === 0;
  }

  isValidAt(number: number, nowMs: number): boolean {
    const { validFromMs, validUntilMs } = this.parts.arrays;
    const place = this.placeOfTimes(number);
    return place === -1 || (validFromMs[place]! <= nowMs && nowMs < validUntilMs[place]!);
  }

  /** Where the times of a document stand in `validFromMs` and `validUntilMs`; −1: it is valid at all times. */
  placeOfTimes(number: number): number {
    const { timed } = this.parts.arrays;
    let [low, high] = [0, timed.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (timed[middle]! < number) low = middle + 1;
      else high = middle;
    }
    return low < timed.length && timed[low] === number ? low : -1;
  }

  /** The first call costs O(documents). */
  #categoryLists(): CategoryLists {
    const { records, recordStarts } = this.parts.arrays;
    return (this.#byCategory ??= new CategoryLists(
      this.size,
      keyOfCategory(this.parts.labels.size, false),
      (number) => readNumberAt(records, recordStarts[number]!),
      (number) => this.idOf(number),
    ));
  }
}
