import type { Analyzer } from '../analysis/analyzer.ts';
import { isTimeless, type QuestionDocument } from '../question-document.ts';
import type { Steps } from '../steps.ts';
import { buildPostingLists } from './build-posting-lists.ts';
import { CollectedPostings } from './collected-postings.ts';
import { NO_WORDING, type Segment, type Wording } from './segment.ts';
import { TermCollector } from './term-collector.ts';
import { orderTexts } from './text-order.ts';

const WORDINGS_A_STEP = 4096;

/** Builds a segment: documents are added one by one, then `finish` gives it. */
export class SegmentBuilder {
  readonly #analyzer: Analyzer;
  readonly #postings = new CollectedPostings();
  readonly #terms: TermCollector;
  readonly #documents: QuestionDocument[] = [];
  readonly #documentNumbers = new Map<string, number>();
  readonly #wordings: Wording[] = [];
  readonly #wordingDocuments: number[] = [];
  #isTimeless = true;

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
    this.#terms = new TermCollector(analyzer.pinyin, this.#postings);
  }

  /** About 40 µs a wording, most of it segmentation. */
  add(document: QuestionDocument): void {
    const number = this.#documents.length;
    this.#documentNumbers.set(document.id, number);
    this.#documents.push(document);
    this.#isTimeless &&= isTimeless(document);
    this.#addWording(document.question, -1, number);
    document.phrasings.forEach((phrasing, i) => {
      this.#addWording(phrasing, i, number);
    });
  }

  #addWording(original: string, phrasing: number, document: number): void {
    const text = this.#analyzer.analyze(original);
    if (text.core === '') return;
    this.#terms.add(text);
    const wordEnds = new Uint16Array(text.words.length);
    for (let i = 0; i < wordEnds.length; i++) wordEnds[i] = text.words[i]!.end;
    this.#wordings.push({ core: text.core, wordEnds, phrasing });
    this.#wordingDocuments.push(document);
  }

  /** Call it once, after the last document. About 8 µs a wording. */
  *finish(): Steps<Segment> {
    const frequencies = yield* this.#postings.documentFrequencies(this.#terms.terms.size);
    const order = yield* orderTexts(this.#postings, frequencies);
    const postings = yield* buildPostingLists(this.#postings, frequencies, order);
    return {
      documents: this.#documents,
      documentNumbers: this.#documentNumbers,
      ...(yield* this.#arrangeWordings(order)),
      isTimeless: this.#isTimeless,
      terms: this.#terms.terms,
      postings,
    };
  }

  *#arrangeWordings(
    order: Uint32Array,
  ): Steps<Pick<Segment, 'wordings' | 'wordingDocuments' | 'questionWordings'>> {
    const wordings: Wording[] = [];
    const wordingDocuments = new Uint32Array(order.length);
    const questionWordings = new Uint32Array(this.#documents.length).fill(NO_WORDING);
    for (let place = 0; place < order.length; place++) {
      const wording = this.#wordings[order[place]!]!;
      const document = this.#wordingDocuments[order[place]!]!;
      wordings.push(wording);
      wordingDocuments[place] = document;
      if (wording.phrasing === -1) questionWordings[document] = place;
      if (place % WORDINGS_A_STEP === 0) yield;
    }
    return { wordings, wordingDocuments, questionWordings };
  }
}
