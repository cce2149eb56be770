import type { Analyzer } from '../analysis/analyzer.ts';
import type { QuestionDocument } from '../question-document.ts';
import type { Steps } from '../steps.ts';
import { CollectedSegment } from './collected-segment.ts';
import type { Segment } from './segment.ts';
import { TermCollector } from './term-collector.ts';

/** Builds a segment: documents are added one by one, then `finish` gives it. */
export class SegmentBuilder {
  readonly #analyzer: Analyzer;
  readonly #collected = new CollectedSegment();
  readonly #terms: TermCollector;

  get wordingCount(): number {
    return this.#collected.postings.textCount;
  }

  constructor(analyzer: Analyzer) {
    this.#analyzer = analyzer;
    this.#terms = new TermCollector(analyzer.pinyin, this.#collected);
  }

  /** Most of it is segmentation. */
  add(document: QuestionDocument): void {
    const { documents, wordings } = this.#collected;
    const number = documents.size;
    documents.add(document, wordings.textLength);
    const texts = [document.question, ...document.phrasings];
    // The texts of a document stand side by side, cores that do not stand in them behind.
    const starts = texts.map((text) => wordings.addText(text));
    texts.forEach((text, phrasing) => {
      const analyzed = this.#analyzer.analyze(text);
      if (analyzed.core === '') return;
      this.#terms.add(analyzed);
      wordings.addWording(analyzed, starts[phrasing]!, number, phrasing);
    });
  }

  /** Call it once, after the last document. */
  finish(): Steps<Segment> {
    return this.#collected.finish();
  }
}
