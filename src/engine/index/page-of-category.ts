import type { QuestionDocument } from '../question-document.ts';
import type { BankIndex } from './bank-index.ts';
import type { DocumentTable } from './document-table.ts';
import type { LiveSegment } from './live-segment.ts';

/** Some of the documents of a category, and how many there are in all. */
export interface CategoryPage {
  readonly documents: readonly QuestionDocument[];
  readonly total: number;
}

/** Documents of one segment, ordered by their ids. */
interface SegmentList {
  readonly documents: DocumentTable;
  readonly numbers: readonly number[];
}

/**
 * Documents of a category that are valid at `nowMs`: pinned ones first, then by id, in which order they were made,
 * whatever was changed since. O(documents of the category).
 */
export function pageOfCategory(
  index: BankIndex,
  category: string,
  { limit, offset }: { limit: number; offset: number },
  nowMs: number,
): CategoryPage {
  const page: QuestionDocument[] = [];
  let total = 0;
  for (const pinned of [true, false]) {
    const lists = index.segments.map((live) => listOf(live, category, pinned, nowMs));
    let place = total;
    total += lists.reduce((sum, { numbers }) => sum + numbers.length, 0);
    if (total <= offset) continue;
    for (const { documents, number } of inOrderOfIds(lists)) {
      if (page.length === limit) break;
      if (place++ >= offset) page.push(documents.at(number));
    }
  }
  return { documents: page, total };
}

function listOf(
  { segment: { documents }, deleted }: LiveSegment,
  category: string,
  pinned: boolean,
  nowMs: number,
): SegmentList {
  const label = documents.labelOf(category);
  const all = label === -1 ? [] : [...documents.ofCategory(label, pinned)];
  const numbers = all.filter((number) => deleted?.[number] !== 1 && documents.isValidAt(number, nowMs));
  return { documents, numbers };
}

function* inOrderOfIds(
  lists: readonly SegmentList[],
): Generator<{ documents: DocumentTable; number: number }> {
  const heads = lists
    .filter(({ numbers }) => numbers.length > 0)
    .map((list) => ({ ...list, at: 0, id: list.documents.idOf(list.numbers[0]!) }));
  while (heads.length > 0) {
    let first = heads[0]!;
    for (const head of heads) if (head.id < first.id) first = head;
    const { documents, numbers } = first;
    yield { documents, number: numbers[first.at]! };
    if (++first.at === numbers.length) heads.splice(heads.indexOf(first), 1);
    else first.id = documents.idOf(numbers[first.at]!);
  }
}
