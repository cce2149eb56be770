import type { BankIndex } from '../index/bank-index.ts';
import type { WordingTable } from '../index/wording-table.ts';
import type { AnalyzedQuery } from '../query/analyzed-query.ts';
import type { Candidate } from '../query/candidate.ts';
import { retrieve, type Candidates } from '../query/retrieve.ts';
import type { SearchFilter } from '../query/search-request.ts';
import type { Ranked } from './ranked.ts';

/** Candidates looked for at a time, as a multiple of those before. */
const DEEPER = 4;

/** What there is to list beside what was read. */
export interface DocumentsBeside {
  /** The best candidate of each, in the order of retrieval. */
  readonly candidates: readonly Candidate[];
  /** False where more documents share something with the query. */
  readonly isComplete: boolean;
}

/**
 * The documents that share words or characters with the query but were not read: `wanted` at least, where there are so
 * many, for which candidates are looked for deeper. So a list goes on where its last page ended: what was read, and with
 * it the order, does not depend on how far a page reaches.
 */
export function documentsBeside(
  index: BankIndex,
  query: AnalyzedQuery,
  filter: SearchFilter,
  { read, shallow, wanted }: { read: readonly Ranked[]; shallow: Candidates; wanted: number },
): DocumentsBeside {
  let found = shallow;
  for (;;) {
    const candidates = notRead(read, found.items);
    // What only sounds alike is not listed: looking deeper for it would find nothing.
    if (found.isLiteralComplete || candidates.length >= wanted)
      return { candidates, isComplete: found.isComplete };
    found = retrieve(index, query, filter, Math.max(wanted, found.items.length) * DEEPER);
  }
}

function notRead(read: readonly Ranked[], candidates: readonly Candidate[]): Candidate[] {
  const met = new MetDocuments();
  for (const { candidate } of read) met.add(candidate);
  return candidates.filter((candidate) => candidate.relativeScore > 0 && met.add(candidate));
}

/** By their numbers: of many thousands not every document is remembered as one object, and ids are long to read. */
class MetDocuments {
  readonly #numbers = new Map<WordingTable, Set<number>>();

  /** @returns whether it was not there yet */
  add({ place }: Candidate): boolean {
    const { wordings, number } = place!;
    let numbers = this.#numbers.get(wordings);
    if (numbers === undefined) this.#numbers.set(wordings, (numbers = new Set()));
    const before = numbers.size;
    return numbers.add(wordings.documentOf(number)).size > before;
  }
}
