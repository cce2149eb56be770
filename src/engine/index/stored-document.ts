import type { QuestionDocument } from '../question-document.ts';
import type { DocumentTable } from './document-table.ts';
import { readUnits } from './read-units.ts';

/** What the record of a document says besides its head. */
interface Content {
  readonly tags: readonly string[];
  readonly phrasings: readonly string[];
  readonly negativePhrasings: readonly string[];
  readonly question: string;
  readonly answer: string;
}

/** A document in a table; its texts are read when first asked for. */
export class StoredDocument implements QuestionDocument {
  readonly #table: DocumentTable;
  readonly #number: number;
  #id: string | null = null;
  #content: Content | null = null;

  constructor(table: DocumentTable, number: number) {
    this.#table = table;
    this.#number = number;
  }

  get id(): string {
    return (this.#id ??= this.#table.idOf(this.#number));
  }

  get question(): string {
    return this.#read().question;
  }

  get answer(): string {
    return this.#read().answer;
  }

  get phrasings(): readonly string[] {
    return this.#read().phrasings;
  }

  get negativePhrasings(): readonly string[] {
    return this.#read().negativePhrasings;
  }

  get category(): string | null {
    return this.#table.categoryOf(this.#number);
  }

  get tags(): readonly string[] {
    return this.#read().tags;
  }

  get pinned(): boolean {
    return this.#table.recordOf(this.#number).head.pinned;
  }

  get boost(): number {
    return this.#table.recordOf(this.#number).head.boost;
  }

  get validFromMs(): number | null {
    return this.#timeIn(this.#table.parts.arrays.validFromMs);
  }

  get validUntilMs(): number | null {
    return this.#timeIn(this.#table.parts.arrays.validUntilMs);
  }

  #timeIn(times: Float64Array): number | null {
    const place = this.#table.placeOfTimes(this.#number);
    const time = place === -1 ? Infinity : times[place]!;
    return Number.isFinite(time) ? time : null;
  }

  #read(): Content {
    return (this.#content ??= readContent(this.#table, this.#number));
  }
}

function readContent(table: DocumentTable, number: number): Content {
  const { labels, texts, arrays } = table.parts;
  const record = table.recordOf(number);
  const tags = record.readTags().map((label) => labels.at(label));
  const questionLength = record.readNumber();
  const phrasingLengths = record.readNumbers();
  const negativeLengths = record.readNumbers();
  const answerLength = record.readNumber();
  let at = arrays.textStarts[number]!;
  const readWording = (length: number): string => readUnits(texts, at, (at += length));
  return {
    tags,
    question: readWording(questionLength),
    phrasings: phrasingLengths.map(readWording),
    negativePhrasings: negativeLengths.map((length) => record.readText(length)),
    answer: record.readText(answerLength),
  };
}
