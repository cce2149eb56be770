import type { BankIndex } from './bank-index.ts';
import type { LiveSegment } from './live-segment.ts';

/**
 * How many documents of each category are valid at `nowMs`; categories without any are left out. Looks at no documents
 * but those deleted and those not valid at all times.
 */
export function countCategories(index: BankIndex, nowMs: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (const live of index.segments) {
    const { labels } = live.segment.documents.parts;
    countLabels(live, nowMs).forEach((count, label) => {
      if (count === 0) return;
      const category = labels.at(label);
      counts.set(category, (counts.get(category) ?? 0) + count);
    });
  }
  return counts;
}

/** By the number of a label. */
function countLabels({ segment: { documents }, deleted }: LiveSegment, nowMs: number): number[] {
  const { labels } = documents.parts;
  const counts = Array.from({ length: labels.size }, (_, label) => documents.countCategory(label));
  const discount = (number: number): void => {
    const { category } = documents.recordOf(number).head;
    if (category !== -1) counts[category]!--;
  };
  for (let number = 0; deleted !== null && number < deleted.length; number++) {
    if (deleted[number] === 1) discount(number);
  }
  for (const number of documents.parts.arrays.timed) {
    if (deleted?.[number] !== 1 && !documents.isValidAt(number, nowMs)) discount(number);
  }
  return counts;
}
