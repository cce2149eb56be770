import type { QuestionDocument } from '../question-document.ts';
import type { BankIndex } from './bank-index.ts';

/** Some of the documents of a category, and how many there are in all. */
export interface CategoryPage {
  readonly documents: readonly QuestionDocument[];
  readonly total: number;
}

/** Documents of a category that are valid at `nowMs`, pinned ones first. O(documents of the category). */
export function pageOfCategory(
  index: BankIndex,
  category: string,
  { limit, offset }: { limit: number; offset: number },
  nowMs: number,
): CategoryPage {
  const page: QuestionDocument[] = [];
  let total = 0;
  for (const pinned of [true, false]) {
    for (const { segment, deleted } of index.segments) {
      const { documents } = segment;
      const label = documents.labelOf(category);
      if (label === -1) continue;
      for (const number of documents.ofCategory(label, pinned)) {
        if (deleted?.[number] === 1 || !documents.isValidAt(number, nowMs)) continue;
        if (total >= offset && page.length < limit) page.push(documents.at(number));
        total++;
      }
    }
  }
  return { documents: page, total };
}
