import type { Steps } from '../steps.ts';
import { buildPostingLists } from './build-posting-lists.ts';
import { CollectedPostings } from './collected-postings.ts';
import { DocumentTableBuilder } from './document-table-builder.ts';
import { scratchIntegers } from './scratch-integers.ts';
import type { Segment } from './segment.ts';
import { TermNumbers } from './term-numbers.ts';
import { STREAMS } from './terms.ts';
import { orderTexts } from './text-order.ts';
import { WordingTableBuilder } from './wording-table-builder.ts';

/** What a segment is made of: documents, their wordings, and of each wording the postings, in the same order. */
export class CollectedSegment {
  readonly documents = new DocumentTableBuilder();
  readonly wordings = new WordingTableBuilder();
  readonly terms = new TermNumbers();
  readonly postings = new CollectedPostings();

  /** The same segment, however terms are numbered and the postings of a text are ordered. Call it once. */
  *finish(): Steps<Segment> {
    const { postings, terms } = this;
    const met = yield* postings.documentFrequencies(terms.size);
    const sorted = yield* terms.sort(met);
    const numbers = scratchIntegers(terms.size);
    sorted.forEach((term, number) => (numbers[term] = number));
    yield* postings.renumberTerms(numbers);
    const frequencies = sorted.map((term) => met[term]!);
    const { keys, streams } = yield* terms.finish(sorted);
    const collected = { frequencies, streams, streamCount: STREAMS.length };
    const order = yield* orderTexts(postings, collected);
    const lists = yield* buildPostingLists(postings, collected, order);
    const wordings = yield* this.wordings.finish(order, this.documents.size);
    const documents = yield* this.documents.finish(wordings.arrays.texts);
    return { documents, wordings, terms: keys, postings: lists };
  }
}
