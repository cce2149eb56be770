import type { AnalyzedText } from '../analysis/analyzer.ts';
import type { Steps } from '../steps.ts';
import { GrowingArray } from './growing-array.ts';
import { NO_WORDING, WordingTable } from './wording-table.ts';

const WORDINGS_A_STEP = 4096;

/** A wording by where its core stands. */
interface PlacedWording {
  readonly start: number;
  readonly length: number;
  readonly document: number;
  /** Which of the phrasings of its document, from 1; 0: the question. */
  readonly phrasing: number;
}

/** Collects wordings into a table. */
export class WordingTableBuilder {
  readonly #texts = GrowingArray.shorts();
  /** Eight places of `#texts` a byte. */
  readonly #wordEnds = GrowingArray.bytes();
  readonly #starts = GrowingArray.integers();
  readonly #lengths = GrowingArray.shorts();
  readonly #documents = GrowingArray.integers();
  readonly #phrasings = GrowingArray.shorts();

  /** Where the next text will begin. */
  get textLength(): number {
    return this.#texts.length;
  }

  /** Adds code units. @returns where they begin */
  addText(text: string): number {
    const start = this.#texts.length;
    for (let i = 0; i < text.length; i++) this.#pushUnit(text.charCodeAt(i));
    return start;
  }

  /** Adds code units of another table with the ends of words among them. @returns where they begin */
  addTextFrom({ arrays }: WordingTable, from: number, to: number): number {
    const start = this.#texts.length;
    for (let i = from; i < to; i++) {
      const place = this.#pushUnit(arrays.texts[i]!);
      if ((arrays.wordEnds[i >>> 3]! >>> (i & 7)) & 1) this.#endWordAt(place);
    }
    return start;
  }

  /**
   * Adds the core of a text that `addText` put at `textStart`, before any other text where it does not stand in it.
   * @param phrasing which of the phrasings of its document, from 1; 0: the question
   */
  addWording({ original, core, words }: AnalyzedText, textStart: number, document: number, phrasing: number) {
    const place = original.indexOf(core);
    const start = place === -1 ? this.addText(core) : textStart + place;
    for (const { end } of words) this.#endWordAt(start + end - 1);
    this.addPlaced({ start, length: core.length, document, phrasing });
  }

  /** Adds a wording whose core is there, as are the ends of its words. */
  addPlaced({ start, length, document, phrasing }: PlacedWording): void {
    this.#starts.push(start);
    this.#lengths.push(length);
    this.#documents.push(document);
    this.#phrasings.push(phrasing);
  }

  /** @param order every wording once, as it was added @param documentCount above every document. Call it once. */
  *finish(order: Uint32Array, documentCount: number): Steps<WordingTable> {
    const starts = new Uint32Array(order.length);
    const lengths = new Uint16Array(order.length);
    const documents = new Uint32Array(order.length);
    const phrasings = new Uint16Array(order.length);
    const questions = new Uint32Array(documentCount).fill(NO_WORDING);
    for (let place = 0; place < order.length; place++) {
      const added = order[place]!;
      starts[place] = this.#starts.at(added);
      lengths[place] = this.#lengths.at(added);
      documents[place] = this.#documents.at(added);
      phrasings[place] = this.#phrasings.at(added);
      if (phrasings[place] === 0) questions[documents[place]!] = place;
      if (place % WORDINGS_A_STEP === 0) yield;
    }
    const texts = yield* this.#texts.whole();
    const wordEnds = yield* this.#wordEnds.whole();
    return new WordingTable({ texts, wordEnds, starts, lengths, documents, phrasings, questions });
  }

  /** @returns its place */
  #pushUnit(unit: number): number {
    const place = this.#texts.length;
    if ((place & 7) === 0) this.#wordEnds.push(0);
    this.#texts.push(unit);
    return place;
  }

  #endWordAt(place: number): void {
    this.#wordEnds.set(place >>> 3, this.#wordEnds.at(place >>> 3) | (1 << (place & 7)));
  }
}
