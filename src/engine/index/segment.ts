import type { DocumentTable } from './document-table.ts';
import type { PostingLists } from './posting-lists.ts';
import type { StringTable } from './string-table.ts';
import type { WordingTable } from './wording-table.ts';

/** An immutable part of an index: documents, their wordings, and posting lists over the wordings. */
export interface Segment {
  readonly documents: DocumentTable;
  readonly wordings: WordingTable;
  readonly terms: StringTable;
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
