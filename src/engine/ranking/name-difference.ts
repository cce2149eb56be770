import type { SpokenName } from '../analysis/names.ts';

/** Names of products and institutions that only one of two texts holds. */
export interface NameDifference {
  /** Of the first text. */
  readonly missing: readonly SpokenName[];
  /** Of the second. */
  readonly others: readonly SpokenName[];
}

const NOTHING: NameDifference = { missing: [], others: [] };

/** Two names of one thing are no difference. */
export function compareNames(one: readonly SpokenName[], other: readonly SpokenName[]): NameDifference {
  if (one.length === 0 && other.length === 0) return NOTHING;
  return { missing: withoutThings(one, other), others: withoutThings(other, one) };
}

function withoutThings(names: readonly SpokenName[], known: readonly SpokenName[]): SpokenName[] {
  return names.filter(({ thing }) => !known.some((each) => each.thing === thing));
}
