/** Slices of at most `size` items, for `in (…)` lists. */
export function* chunks<T>(items: readonly T[], size = 1000): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}
