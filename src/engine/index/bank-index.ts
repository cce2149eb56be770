import type { Analyzer } from '../analysis/analyzer.ts';
import type { QuestionDocument } from '../question-document.ts';
import { runAtOnce, type Steps } from '../steps.ts';
import { SegmentBuilder } from './segment-builder.ts';
import { joinSegments } from './join-segments.ts';
import { liveDocuments, wholeSegment, withoutDocuments, type LiveSegment } from './live-segment.ts';
import { frequencyOf, MOST_TEXTS } from './posting-lists.ts';
import {
  MOST_MERGED_BY_CHANGES,
  mergeSegments,
  replaceInputs,
  segmentsToMerge,
  type MergedSegments,
} from './merge-segments.ts';
import type { Segment, Wording } from './segment.ts';

/** What a change puts in and takes away. */
export interface DocumentChanges {
  /** Added, or in the place of the document with the same id; of several with one id the last counts. */
  readonly put: readonly QuestionDocument[];
  /** Ids; unknown ones are ignored. */
  readonly removed: readonly string[];
}

/** Builds an index of documents as they come. */
export interface BankIndexBuilder {
  /** Costs about 40 µs a wording. */
  add(document: QuestionDocument): void;
  /** Call it once, after the last document. */
  finish(): Steps<BankIndex>;
}

/**
 * A change is merged with the segment before it where that is at most so many times as large, or tiny anyway: so a
 * question is moved a few times at most, and there are few segments to search.
 */
const MERGED_TIMES = 8;
const TINY = 64;
const DOCUMENTS_A_STEP = 4096;

/** The searchable state of one bank. Immutable: a change gives a new index, searches under way keep theirs. */
export class BankIndex {
  readonly analyzer: Analyzer;
  readonly segments: readonly LiveSegment[];
  /** Wordings in all segments, deleted ones included until their segment is merged. */
  readonly wordingCount: number;

  constructor(analyzer: Analyzer, segments: readonly LiveSegment[]) {
    this.analyzer = analyzer;
    this.segments = segments;
    this.wordingCount = segments.reduce((sum, { segment }) => sum + segment.wordings.size, 0);
  }

  static build(documents: Iterable<QuestionDocument>, analyzer: Analyzer): BankIndex {
    const builder = BankIndex.builder(analyzer);
    for (const document of documents) builder.add(document);
    return runAtOnce(builder.finish());
  }

  /** For building beside other work: the same index as `build` gives. */
  static builder(analyzer: Analyzer): BankIndexBuilder {
    const full: SegmentBuilder[] = [];
    let builder = new SegmentBuilder(analyzer);
    return {
      add(document) {
        if (builder.wordingCount + document.phrasings.length >= MOST_TEXTS) {
          full.push(builder);
          builder = new SegmentBuilder(analyzer);
        }
        builder.add(document);
      },
      *finish() {
        const segments: LiveSegment[] = [];
        for (const each of [...full, builder]) segments.push(wholeSegment(yield* each.finish()));
        return new BankIndex(analyzer, segments);
      },
    };
  }

  /** Documents that can be found. */
  get size(): number {
    return this.segments.reduce((sum, { liveCount }) => sum + liveCount, 0);
  }

  /** Their texts are read as they are asked for, and not remembered. */
  *documents(): Generator<QuestionDocument> {
    for (const live of this.segments) yield* liveDocuments(live);
  }

  /** Every time at which a document begins or ceases to be valid, earliest first. O(documents that do). */
  validityBoundaries(): number[] {
    const times = new Set<number>();
    for (const { segment, deleted } of this.segments) {
      const { timed, validFromMs, validUntilMs } = segment.documents.parts.arrays;
      timed.forEach((document, i) => {
        if (deleted?.[document] !== 1) times.add(validFromMs[i]!).add(validUntilMs[i]!);
      });
    }
    return [...times].filter(Number.isFinite).sort((a, b) => a - b);
  }

  /** The question of a document as it was cut; undefined where nothing of it can be searched. */
  questionWording(document: QuestionDocument): Wording | undefined {
    for (const { segment, deleted } of this.segments) {
      const number = segment.documents.numberOf(document.id);
      if (number !== -1 && deleted?.[number] !== 1) return segment.wordings.questionOf(number);
    }
    return undefined;
  }

  /** @param number of a wording, counted through all segments */
  locateWording(number: number): { segment: Segment; numberInSegment: number } {
    let numberInSegment = number;
    for (const { segment } of this.segments) {
      if (numberInSegment < segment.wordings.size) return { segment, numberInSegment };
      numberInSegment -= segment.wordings.size;
    }
    throw new RangeError(`no wording ${String(number)}`);
  }

  /** Wordings that hold a term, deleted ones included. */
  documentFrequency(term: string): number {
    let frequency = 0;
    for (const { segment } of this.segments) {
      const number = segment.terms.find(term);
      if (number !== -1) frequency += frequencyOf(segment.postings, number);
    }
    return frequency;
  }

  /** The index with the changes in it. Costs the analysis of what is put. */
  withChanges(changes: DocumentChanges): BankIndex {
    return runAtOnce(this.withChangesInSteps(changes));
  }

  /** `withChanges` beside other work. */
  *withChangesInSteps({ put, removed }: DocumentChanges): Steps<BankIndex> {
    const latest = new Map<string, QuestionDocument>();
    for (const document of put) {
      latest.set(document.id, document);
      if (latest.size % DOCUMENTS_A_STEP === 0) yield;
    }
    const kept: LiveSegment[] = [];
    for (const live of this.segments) {
      const left = yield* withoutDocuments(yield* withoutDocuments(live, latest.keys()), removed);
      if (left.liveCount > 0) kept.push(left);
    }
    const merged: LiveSegment[] = [];
    let size = latest.size;
    while (kept.length > 0 && isMergedWith(kept.at(-1)!.liveCount, size)) {
      const live = kept.pop()!;
      merged.unshift(live);
      size += live.liveCount;
    }
    if (latest.size > 0) merged.push(...(yield* this.#buildSegments(latest.values())));
    // What is too much for one segment is too much to be merged with another.
    const isWhole = merged.every(({ deleted }) => deleted === null);
    if (isWhole && (merged.length === 1 || latest.size > MOST_MERGED_BY_CHANGES)) kept.push(...merged);
    else if (size > 0) kept.push(wholeSegment(yield* joinSegments(merged)));
    return new BankIndex(this.analyzer, kept);
  }

  /** Merges segments that are worth it, for `withMerged`; null: none are. */
  mergeInSteps(): Steps<MergedSegments> | null {
    const inputs = segmentsToMerge(this.segments);
    return inputs.length === 0 ? null : mergeSegments(inputs);
  }

  /** This index, which may have changed since the merge began, with what was merged; itself where that no longer fits. */
  *withMerged(merged: MergedSegments): Steps<BankIndex> {
    const segments = yield* replaceInputs(this.segments, merged);
    return segments === this.segments ? this : new BankIndex(this.analyzer, segments);
  }

  *#buildSegments(documents: Iterable<QuestionDocument>): Steps<readonly LiveSegment[]> {
    const builder = BankIndex.builder(this.analyzer);
    for (const document of documents) {
      builder.add(document);
      yield;
    }
    return (yield* builder.finish()).segments;
  }
}

function isMergedWith(before: number, size: number): boolean {
  return before + size <= MOST_MERGED_BY_CHANGES && before <= Math.max(TINY, MERGED_TIMES * size);
}
