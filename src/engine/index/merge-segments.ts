import type { Steps } from '../steps.ts';
import { joinSegments } from './join-segments.ts';
import { wholeSegment, withoutDocuments, type LiveSegment } from './live-segment.ts';
import { MOST_TEXTS } from './posting-lists.ts';

/** Neighbouring segments of an index as one. */
export interface MergedSegments {
  /** Oldest first, as the index held them when the merge began. */
  readonly inputs: readonly LiveSegment[];
  /** Their live documents. */
  readonly merged: LiveSegment;
}

/** Changes merge segments at their end up to this many documents by themselves. */
export const MOST_MERGED_BY_CHANGES = 2_000;
/** A segment is not merged with more than so many times its own documents. */
const MOST_MOVED_TIMES = 8;
/** Segments with more documents than this share of them deleted are written anew. */
const MOST_DELETED = 0.3;

/** What choosing looks at. */
interface SegmentSizes {
  readonly liveCount: number;
  readonly segment: {
    readonly documents: { readonly size: number };
    readonly wordings: { readonly size: number };
  };
}

/**
 * Neighbouring segments that are worth merging, oldest first; empty: none are. A segment is merged with all behind it
 * once they are as large together: so there are few segments, and each document is moved a few times at most. None
 * grows beyond MOST_TEXTS wordings.
 */
export function segmentsToMerge<S extends SegmentSizes>(segments: readonly S[]): readonly S[] {
  const settled = withoutEnd(segments);
  let end = settled.length;
  let first = end;
  let behind = 0;
  let texts = 0;
  for (let i = end - 1; i >= 0; i--) {
    const { liveCount, segment } = settled[i]!;
    texts += segment.wordings.size;
    if (texts > MOST_TEXTS) {
      if (first < end) break;
      [end, first, behind, texts] = [i + 1, i + 1, 0, segment.wordings.size];
    }
    const isWorn = segment.documents.size - liveCount > segment.documents.size * MOST_DELETED;
    // A few documents are not worth moving many.
    const isMatched = behind >= liveCount && behind <= liveCount * MOST_MOVED_TIMES;
    if (isMatched || isWorn) first = i;
    behind += liveCount;
  }
  return settled.slice(first, end);
}

/** Those that changes to come will not merge. */
function withoutEnd<S extends SegmentSizes>(segments: readonly S[]): readonly S[] {
  let size = 0;
  let end = segments.length;
  while (end > 0 && (size += segments[end - 1]!.liveCount) <= MOST_MERGED_BY_CHANGES) end--;
  return segments.slice(0, end);
}

export function* mergeSegments(inputs: readonly LiveSegment[]): Steps<MergedSegments> {
  return { inputs, merged: wholeSegment(yield* joinSegments(inputs)) };
}

/**
 * `segments` with the merged one in the place of its inputs, without what was deleted of them since.
 * @returns `segments` itself where it no longer holds the inputs
 */
export function* replaceInputs(
  segments: readonly LiveSegment[],
  { inputs, merged }: MergedSegments,
): Steps<readonly LiveSegment[]> {
  const first = segments.findIndex(({ segment }) => segment === inputs[0]?.segment);
  const now = segments.slice(first, first + inputs.length);
  const isHeld = first !== -1 && inputs.every(({ segment }, i) => segment === now[i]?.segment);
  if (!isHeld) return segments;
  let left = merged;
  for (const [i, live] of now.entries()) left = yield* withoutDocuments(left, deletedSince(inputs[i]!, live));
  const kept = left.liveCount === 0 ? [] : [left];
  return [...segments.slice(0, first), ...kept, ...segments.slice(first + inputs.length)];
}

/** Ids of the documents deleted from a segment between two states of it. */
function* deletedSince(before: LiveSegment, now: LiveSegment): Generator<string> {
  if (now.deleted === before.deleted || now.deleted === null) return;
  for (let number = 0; number < now.deleted.length; number++) {
    if (now.deleted[number] === 1 && before.deleted?.[number] !== 1) yield now.segment.documents.idOf(number);
  }
}
