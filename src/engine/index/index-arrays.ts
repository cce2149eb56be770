import type { Analyzer } from '../analysis/analyzer.ts';
import { BankIndex } from './bank-index.ts';
import { DocumentTable, type DocumentArrays } from './document-table.ts';
import { wholeSegment, type LiveSegment } from './live-segment.ts';
import type { PostingLists } from './posting-lists.ts';
import { StringTable, type StringTableArrays } from './string-table.ts';
import { STREAMS } from './terms.ts';
import { WordingTable, type WordingArrays } from './wording-table.ts';

export type TypedArray = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** The arrays of a segment by name, such as `terms.bytes`. */
export type SegmentArrays = Readonly<Record<string, TypedArray>>;

/** All that an index consists of, as it can be kept in a file and taken back without looking at the single items. */
export interface IndexArrays {
  /** Which arrays there are and what they mean. Those of another layout cannot be taken back. */
  readonly layout: number;
  /** What the texts were analysed with. Arrays of another analysis hold the right documents and wrong terms. */
  readonly analysis: string;
  readonly segments: readonly SegmentArrays[];
}

/** Grows with every change of the arrays, of the records in them, or of what a document consists of. */
const LAYOUT = 4;
/** Layout 3 has groups of 8 entries instead of 16; layout 2 no packed ids either. */
const READABLE_LAYOUTS = [2, 3, LAYOUT];

/** The kind of each array of a table. */
type Kinds<T> = Readonly<{ [K in keyof T]: new (length: number) => T[K] }>;

const STRINGS: Kinds<StringTableArrays> = { bytes: Uint8Array, starts: Uint32Array, slots: Uint32Array };
const DOCUMENTS: Kinds<DocumentArrays> = {
  textStarts: Uint32Array,
  records: Uint16Array,
  recordStarts: Uint32Array,
  timed: Uint32Array,
  validFromMs: Float64Array,
  validUntilMs: Float64Array,
};
const WORDINGS: Kinds<WordingArrays> = {
  texts: Uint16Array,
  wordEnds: Uint8Array,
  starts: Uint32Array,
  lengths: Uint16Array,
  documents: Uint32Array,
  phrasings: Uint16Array,
  questions: Uint32Array,
};
type PostingArrays = Omit<PostingLists, 'textCount' | 'streamCount'>;
const POSTINGS: Kinds<PostingArrays> = {
  postingStart: Uint32Array,
  postings: Uint8Array,
  blockStart: Uint32Array,
  blocks: Uint16Array,
  blockCounts: Uint8Array,
  blockMaximum: Uint8Array,
  groupStart: Uint32Array,
  streams: Uint8Array,
  impacts: Uint8Array,
  oddPostings: Uint32Array,
  oddImpacts: Uint8Array,
};
/** 1 for documents that are no longer there; absent where all are. */
const DELETED = 'deleted';

/** The arrays themselves, not copies. */
export function arraysOf({ analyzer, segments }: BankIndex): IndexArrays {
  return { layout: LAYOUT, analysis: analyzer.fingerprint, segments: segments.map(segmentArrays) };
}

/**
 * The index whose arrays these are. It keeps them.
 * @param analyzer of the fingerprint that `analysis` says: else terms are not found as they should, and the index serves
 * for its documents only
 * @throws Error naming what does not fit
 */
export function indexOfArrays({ layout, segments }: IndexArrays, analyzer: Analyzer): BankIndex {
  if (!READABLE_LAYOUTS.includes(layout))
    throw new Error(
      `an index of layout ${layout} cannot be read, only of layout ${READABLE_LAYOUTS.join(', ')}`,
    );
  const read = layout === LAYOUT ? segments : segments.map(withGroupsOfSixteen);
  return new BankIndex(analyzer, read.map(liveSegmentOf));
}

function withGroupsOfSixteen(arrays: SegmentArrays): SegmentArrays {
  const name = 'postings.groupStart';
  return { ...arrays, [name]: arrays[name]!.filter((_, group) => group % 2 === 0) };
}

function segmentArrays({ segment, deleted }: LiveSegment): SegmentArrays {
  const { documents, wordings, terms, postings } = segment;
  const { ids, labels, arrays } = documents.parts;
  return {
    ...namedArrays('ids', STRINGS, ids.arrays),
    ...namedArrays('labels', STRINGS, labels.arrays),
    ...namedArrays('terms', STRINGS, terms.arrays),
    ...namedArrays('documents', DOCUMENTS, arrays),
    ...namedArrays('wordings', WORDINGS, wordings.arrays),
    ...namedArrays<PostingArrays>('postings', POSTINGS, postings),
    ...(deleted !== null && { [DELETED]: deleted }),
  };
}

function liveSegmentOf(arrays: SegmentArrays): LiveSegment {
  const wordings = new WordingTable(tableOf('wordings', WORDINGS, arrays));
  const documents = new DocumentTable({
    ids: new StringTable(tableOf('ids', STRINGS, arrays)),
    labels: new StringTable(tableOf('labels', STRINGS, arrays)),
    texts: wordings.arrays.texts,
    arrays: tableOf('documents', DOCUMENTS, arrays),
  });
  const terms = new StringTable(tableOf('terms', STRINGS, arrays));
  const lists = tableOf('postings', POSTINGS, arrays);
  const postings = { textCount: wordings.size, streamCount: STREAMS.length, ...lists };
  const whole = wholeSegment({ documents, wordings, terms, postings });
  const deleted = arrays[DELETED];
  if (!(deleted instanceof Uint8Array)) return whole;
  return { ...whole, deleted, liveCount: deleted.reduce((left, one) => left - one, documents.size) };
}

function namedArrays<T>(table: string, kinds: Kinds<T>, arrays: T): SegmentArrays {
  const names = Object.keys(kinds) as (keyof T & string)[];
  return Object.fromEntries(names.map((name) => [`${table}.${name}`, arrays[name] as TypedArray]));
}

function tableOf<T>(table: string, kinds: Kinds<T>, arrays: SegmentArrays): T {
  const names = Object.keys(kinds) as (keyof T & string)[];
  const found = names.map((name) => {
    const array: unknown = arrays[`${table}.${name}`];
    if (!(array instanceof kinds[name])) throw new Error(`the array ${table}.${name} is missing`);
    return [name, array];
  });
  return Object.fromEntries(found) as T;
}
