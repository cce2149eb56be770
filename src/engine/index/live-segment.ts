import type { QuestionDocument } from '../question-document.ts';
import type { Steps } from '../steps.ts';
import type { Segment } from './segment.ts';

/** A segment as one state of the index sees it. */
export interface LiveSegment {
  readonly segment: Segment;
  /** 1 for documents replaced or removed since; null: none. */
  readonly deleted: Uint8Array | null;
  readonly liveCount: number;
}

const IDS_A_STEP = 4096;

export function wholeSegment(segment: Segment): LiveSegment {
  return { segment, deleted: null, liveCount: segment.documents.size };
}

export function* liveDocuments({ segment, deleted }: LiveSegment): Generator<QuestionDocument> {
  for (let number = 0; number < segment.documents.size; number++) {
    if (deleted?.[number] !== 1) yield segment.documents.read(number);
  }
}

/** `live` without the documents of these ids; ids that it does not hold are ignored. */
export function* withoutDocuments(live: LiveSegment, ids: Iterable<string>): Steps<LiveSegment> {
  const { segment } = live;
  let { deleted, liveCount } = live;
  let [copied, seen] = [false, 0];
  for (const id of ids) {
    if (++seen % IDS_A_STEP === 0) yield;
    const number = segment.documents.numberOf(id);
    if (number === -1 || deleted?.[number] === 1) continue;
    if (!copied) deleted = deleted === null ? new Uint8Array(segment.documents.size) : deleted.slice();
    copied = true;
    deleted![number] = 1;
    liveCount--;
  }
  return copied ? { segment, deleted, liveCount } : live;
}
