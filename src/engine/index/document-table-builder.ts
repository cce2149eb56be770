import { isTimeless, type QuestionDocument } from '../question-document.ts';
import type { Steps } from '../steps.ts';
import { GrowingArray } from './growing-array.ts';
import { DocumentTable } from './document-table.ts';
import { headOf, writeNumber } from './record-reader.ts';
import { StringTableBuilder } from './string-table.ts';

/** Collects documents into a table. */
export class DocumentTableBuilder {
  readonly #ids = new StringTableBuilder();
  readonly #labels = new StringTableBuilder();
  readonly #labelNumbers = new Map<string, number>();
  readonly #textStarts = GrowingArray.integers();
  readonly #records = GrowingArray.shorts();
  readonly #recordStarts = GrowingArray.integers();
  readonly #timed = GrowingArray.integers();
  readonly #validFromMs = GrowingArray.doubles();
  readonly #validUntilMs = GrowingArray.doubles();

  get size(): number {
    return this.#ids.size;
  }

  /** @param textStart where its question begins among the code units of the wordings; its phrasings follow it */
  add(document: QuestionDocument, textStart: number): void {
    if (!isTimeless(document)) this.#addTimes(document.validFromMs, document.validUntilMs);
    this.#ids.push(document.id);
    this.#textStarts.push(textStart);
    this.#recordStarts.push(this.#records.length);
    this.#writeRecord(document);
  }

  /** Adds a document of another table. */
  addFrom(table: DocumentTable, number: number, textStart: number): void {
    const { labels, arrays } = table.parts;
    const place = table.placeOfTimes(number);
    if (place !== -1) {
      this.#addTimes(arrays.validFromMs[place]!, arrays.validUntilMs[place]!);
    }
    this.#ids.push(table.idOf(number));
    this.#textStarts.push(textStart);
    this.#recordStarts.push(this.#records.length);
    const record = table.recordOf(number);
    const { category, ...rest } = record.head;
    this.#writeHead(category === -1 ? null : labels.at(category), rest);
    this.#writeTags(record.readTags().map((label) => labels.at(label)));
    const end = arrays.recordStarts[number + 1] ?? arrays.records.length;
    for (let at = record.at; at < end; at++) this.#records.push(arrays.records[at]!);
  }

  /** @param texts code units of the wordings. Call it once, after the last document. */
  *finish(texts: Uint16Array): Steps<DocumentTable> {
    return new DocumentTable({
      ids: yield* this.#ids.finish(),
      labels: yield* this.#labels.finish(),
      texts,
      arrays: {
        textStarts: yield* this.#textStarts.whole(),
        records: yield* this.#records.whole(),
        recordStarts: yield* this.#recordStarts.whole(),
        timed: yield* this.#timed.whole(),
        validFromMs: yield* this.#validFromMs.whole(),
        validUntilMs: yield* this.#validUntilMs.whole(),
      },
    });
  }

  /** Of the document that comes next. */
  #addTimes(fromMs: number | null, untilMs: number | null): void {
    this.#timed.push(this.size);
    this.#validFromMs.push(fromMs ?? -Infinity);
    this.#validUntilMs.push(untilMs ?? Infinity);
  }

  /** In the order that `RecordReader` tells. */
  #writeRecord(document: QuestionDocument): void {
    const { question, phrasings, negativePhrasings, answer } = document;
    this.#writeHead(document.category, document);
    this.#writeTags(document.tags);
    this.#write(question.length);
    for (const texts of [phrasings, negativePhrasings]) {
      this.#write(texts.length);
      for (const text of texts) this.#write(text.length);
    }
    this.#write(answer.length);
    for (const text of [...negativePhrasings, answer]) {
      for (let i = 0; i < text.length; i++) this.#records.push(text.charCodeAt(i));
    }
  }

  #writeHead(category: string | null, { pinned, boost }: Pick<QuestionDocument, 'pinned' | 'boost'>): void {
    const label = category === null ? -1 : this.#labelOf(category);
    for (const number of headOf({ category: label, pinned, boost })) this.#write(number);
  }

  #writeTags(tags: readonly string[]): void {
    this.#write(tags.length);
    for (const tag of tags) this.#write(this.#labelOf(tag));
  }

  #write(number: number): void {
    writeNumber(number, (unit) => {
      this.#records.push(unit);
    });
  }

  #labelOf(name: string): number {
    let number = this.#labelNumbers.get(name);
    if (number === undefined) {
      number = this.#labels.size;
      this.#labelNumbers.set(name, number);
      this.#labels.push(name);
    }
    return number;
  }
}
