import type { Analyzer, AnalyzedText } from '../analysis/analyzer.ts';
import { isTimeless, type QuestionDocument } from '../question-document.ts';
import { impactOf } from './bm25.ts';
import { PostingListsBuilder, type PostingLists } from './posting-lists.ts';
import { STREAMS, termsOf } from './terms.ts';
import { orderTexts } from './text-order.ts';

/** An immutable part of an index: documents, their wordings, and posting lists over the wordings. */
export interface Segment {
  readonly documents: readonly QuestionDocument[];
  readonly documentNumbers: ReadonlyMap<string, number>;
  /** Wordings in the order of `orderTexts`, and the document of each. */
  readonly wordings: readonly Wording[];
  readonly wordingDocuments: Uint32Array;
  /** Of each document the wording that is its question; NONE where nothing of it can be searched. */
  readonly questionWordings: Uint32Array;
  /** Whether every document is valid at all times. */
  readonly isTimeless: boolean;
  readonly terms: ReadonlyMap<string, number>;
  readonly postings: PostingLists;
}

/** What ranking needs of one wording of a document. */
export interface Wording {
  /** Normalised, without fillers and spaces. */
  readonly core: string;
  /** End of each word in `core`. */
  readonly wordEnds: Uint16Array;
  /** −1: the question itself; else which of its phrasings. */
  readonly phrasing: number;
}

/** Builds a segment; about 60 µs a wording, most of it segmentation. */
export function buildSegment(documents: Iterable<QuestionDocument>, analyzer: Analyzer): Segment {
  const builder = new PostingListsBuilder();
  const terms = new Map<string, number>();
  const kept: QuestionDocument[] = [];
  const documentNumbers = new Map<string, number>();
  const wordings: Wording[] = [];
  const wordingDocuments: number[] = [];

  for (const document of documents) {
    documentNumbers.set(document.id, kept.length);
    [document.question, ...document.phrasings].forEach((wording, i) => {
      const text = analyzer.analyze(wording);
      if (text.core === '') return;
      addPostings(text, analyzer, terms, builder);
      wordings.push({
        core: text.core,
        wordEnds: Uint16Array.from(text.words, (word) => word.end),
        phrasing: i - 1,
      });
      wordingDocuments.push(kept.length);
    });
    kept.push(document);
  }
  const order = orderTexts(builder, terms.size);
  return {
    documents: kept,
    documentNumbers,
    wordings: Array.from(order, (wording) => wordings[wording]!),
    wordingDocuments: order.map((wording) => wordingDocuments[wording]!),
    questionWordings: findQuestions(kept.length, order, wordings, wordingDocuments),
    isTimeless: kept.every(isTimeless),
    terms,
    postings: builder.build(terms.size, order),
  };
}

const NONE = 0xffffffff;

function findQuestions(
  documentCount: number,
  order: Uint32Array,
  wordings: readonly Wording[],
  wordingDocuments: readonly number[],
): Uint32Array {
  const questions = new Uint32Array(documentCount).fill(NONE);
  order.forEach((wording, place) => {
    if (wordings[wording]!.phrasing === -1) questions[wordingDocuments[wording]!] = place;
  });
  return questions;
}

function addPostings(
  text: AnalyzedText,
  analyzer: Analyzer,
  terms: Map<string, number>,
  builder: PostingListsBuilder,
): void {
  builder.beginText();
  for (const stream of STREAMS) {
    const found = termsOf(text, stream, analyzer.pinyin);
    const frequencies = new Map<string, number>();
    for (const term of found) frequencies.set(term, (frequencies.get(term) ?? 0) + 1);
    for (const [term, frequency] of frequencies) {
      let number = terms.get(term);
      if (number === undefined) {
        number = terms.size;
        terms.set(term, number);
      }
      builder.add(number, impactOf(stream, frequency, found.length));
    }
  }
}
