import type { Analyzer } from '../analysis/analyzer.ts';
import type { QuestionDocument } from '../question-document.ts';
import { buildSegment, type Segment, type Wording } from './segment.ts';

/** A segment as one state of the index sees it. */
export interface LiveSegment {
  readonly segment: Segment;
  /** 1 for documents replaced or removed since; null: none. */
  readonly deleted: Uint8Array | null;
  readonly liveCount: number;
}

/** Segments up to this many documents are merged with their neighbours when a change adds another. */
const MERGE_BELOW = 2_000;

/** The searchable state of one bank. Immutable: a change gives a new index, searches under way keep theirs. */
export class BankIndex {
  readonly analyzer: Analyzer;
  readonly segments: readonly LiveSegment[];
  /** Wordings in all segments, deleted ones included until their segment is merged. */
  readonly wordingCount: number;

  private constructor(analyzer: Analyzer, segments: readonly LiveSegment[]) {
    this.analyzer = analyzer;
    this.segments = segments;
    this.wordingCount = segments.reduce((sum, { segment }) => sum + segment.wordings.length, 0);
  }

  static build(documents: Iterable<QuestionDocument>, analyzer: Analyzer): BankIndex {
    return new BankIndex(analyzer, [wholeSegment(buildSegment(documents, analyzer))]);
  }

  /** Documents that can be found. */
  get size(): number {
    return this.segments.reduce((sum, { liveCount }) => sum + liveCount, 0);
  }

  *documents(): Generator<QuestionDocument> {
    for (const { segment, deleted } of this.segments) {
      for (const [number, document] of segment.documents.entries()) {
        if (deleted?.[number] !== 1) yield document;
      }
    }
  }

  /** The question of a document as it was cut; undefined where nothing of it can be searched. */
  questionWording(document: QuestionDocument): Wording | undefined {
    for (const { segment, deleted } of this.segments) {
      const number = segment.documentNumbers.get(document.id);
      if (number !== undefined && deleted?.[number] !== 1)
        return segment.wordings[segment.questionWordings[number]!];
    }
    return undefined;
  }

  /** @param number of a wording, counted through all segments */
  wordingAt(number: number): { document: QuestionDocument; wording: Wording } {
    let place = number;
    for (const { segment } of this.segments) {
      if (place < segment.wordings.length) {
        const document = segment.documents[segment.wordingDocuments[place]!]!;
        return { document, wording: segment.wordings[place]! };
      }
      place -= segment.wordings.length;
    }
    throw new RangeError(`no wording ${String(number)}`);
  }

  /** Wordings that hold a term, deleted ones included. */
  documentFrequency(term: string): number {
    let frequency = 0;
    for (const { segment } of this.segments) {
      const number = segment.terms.get(term);
      if (number !== undefined) {
        frequency += segment.postings.postingStart[number + 1]! - segment.postings.postingStart[number]!;
      }
    }
    return frequency;
  }

  /**
   * The index with `put` added or replaced and `removed` (ids) gone; unknown ids are ignored. Costs the analysis
   * of what changed and of the small segments merged with it.
   */
  withChanges(changes: { put: readonly QuestionDocument[]; removed: readonly string[] }): BankIndex {
    const latest = new Map(changes.put.map((document) => [document.id, document]));
    const gone = [...latest.keys(), ...changes.removed];
    const kept = this.segments
      .map((live) => withoutDocuments(live, gone))
      .filter(({ liveCount }) => liveCount > 0);
    const fresh: QuestionDocument[] = [];
    while (kept.length > 0 && kept.at(-1)!.liveCount + latest.size <= MERGE_BELOW) {
      const { segment, deleted } = kept.pop()!;
      fresh.unshift(...segment.documents.filter((_, number) => deleted?.[number] !== 1));
    }
    fresh.push(...latest.values());
    return new BankIndex(this.analyzer, [...kept, wholeSegment(buildSegment(fresh, this.analyzer))]);
  }
}

function wholeSegment(segment: Segment): LiveSegment {
  return { segment, deleted: null, liveCount: segment.documents.length };
}

function withoutDocuments(live: LiveSegment, ids: readonly string[]): LiveSegment {
  const { segment } = live;
  let { deleted, liveCount } = live;
  let copied = false;
  for (const id of ids) {
    const number = segment.documentNumbers.get(id);
    if (number === undefined || deleted?.[number] === 1) continue;
    if (!copied) deleted = deleted === null ? new Uint8Array(segment.documents.length) : deleted.slice();
    copied = true;
    deleted![number] = 1;
    liveCount--;
  }
  return copied ? { segment, deleted, liveCount } : live;
}
