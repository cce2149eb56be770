import type { Analyzer } from '../analysis/analyzer.ts';
import type { QuestionDocument } from '../question-document.ts';
import type { Steps } from '../steps.ts';
import { buildPostingLists } from './build-posting-lists.ts';
import { CollectedPostings } from './collected-postings.ts';
import { DocumentTableBuilder } from './document-table-builder.ts';
import type { Segment } from './segment.ts';
import { TermCollector } from './term-collector.ts';
import { orderTexts } from './text-order.ts';
import { WordingTableBuilder } from './wording-table-builder.ts';

/** Builds a segment: documents are added one by one, then `finish` gives it. */
export class SegmentBuilder {
  readonly #analyzer: Analyzer;
  readonly #postings = new CollectedPostings();
  readonly #terms: TermCollector;
  readonly #documents = new DocumentTableBuilder();
  readonly #wordings = new WordingTableBuilder();

  get wordingCount(): number {
    return this.#postings.textCount;
  }

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
    this.#terms = new TermCollector(analyzer.pinyin, this.#postings);
  }

  /** About 40 µs a wording, most of it segmentation. */
  add(document: QuestionDocument): void {
    const number = this.#documents.size;
    this.#documents.add(document, this.#wordings.textLength);
    const texts = [document.question, ...document.phrasings];
    // The texts of a document stand side by side, cores that do not stand in them behind.
    const starts = texts.map((text) => this.#wordings.addText(text));
    texts.forEach((text, phrasing) => {
      const analyzed = this.#analyzer.analyze(text);
      if (analyzed.core === '') return;
      this.#terms.add(analyzed);
      this.#wordings.addWording(analyzed, starts[phrasing]!, number, phrasing);
    });
  }

  /** Call it once, after the last document. About 8 µs a wording. */
  *finish(): Steps<Segment> {
    const terms = yield* this.#terms.terms();
    const order = yield* orderTexts(this.#postings, terms.frequencies);
    const postings = yield* buildPostingLists(this.#postings, terms, order);
    const wordings = yield* this.#wordings.finish(order, this.#documents.size);
    const documents = yield* this.#documents.finish(wordings.arrays.texts);
    return { documents, wordings, terms: yield* this.#terms.finish(), postings };
  }
}
