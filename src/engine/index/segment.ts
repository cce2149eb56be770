import type { QuestionDocument } from '../question-document.ts';
import type { PostingLists } from './posting-lists.ts';

/** In the place of a wording of a document nothing of which can be searched. */
export const NO_WORDING = 0xffffffff;

/** An immutable part of an index: documents, their wordings, and posting lists over the wordings. */
export interface Segment {
  readonly documents: readonly QuestionDocument[];
  readonly documentNumbers: ReadonlyMap<string, number>;
  /** Wordings in the order of `orderTexts`, and the document of each. */
  readonly wordings: readonly Wording[];
  readonly wordingDocuments: Uint32Array;
  /** Of each document the wording that is its question; NO_WORDING where nothing of it can be searched. */
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
