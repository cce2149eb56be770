import type { Segment, Wording } from '../index/segment.ts';
import type { WordingTable } from '../index/wording-table.ts';
import type { QuestionDocument } from '../question-document.ts';

/** A wording that may be what was asked. */
export interface Candidate {
  readonly document: QuestionDocument;
  readonly wording: Wording;
  /** Share of the score that a text equal to the query would have; may exceed 1. 0: found by its sound alone. */
  readonly relativeScore: number;
  /** Where the wording stands in the index; null: nowhere, as negative phrasings. */
  readonly place: WordingPlace | null;
}

export interface WordingPlace {
  readonly wordings: WordingTable;
  /** Below the size of the table. */
  readonly number: number;
}

/** A candidate that the inverted index found. Its wording is read when asked for: most are compared by vector alone. */
export class FoundCandidate implements Candidate {
  /** Of its wording, counted through all segments. */
  readonly number: number;
  readonly document: QuestionDocument;
  readonly relativeScore: number;
  readonly place: WordingPlace;
  #wording: Wording | null = null;

  constructor(
    number: number,
    { documents, wordings }: Segment,
    numberInSegment: number,
    relativeScore: number,
  ) {
    this.number = number;
    this.document = documents.at(wordings.documentOf(numberInSegment));
    this.relativeScore = relativeScore;
    this.place = { wordings, number: numberInSegment };
  }

  get wording(): Wording {
    return (this.#wording ??= this.place.wordings.at(this.place.number));
  }
}
