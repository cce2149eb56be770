/** Puts what was worked out into a map that is emptied when it has `most` entries: dear to keep, cheap to work out anew. */
export function remember<K, V>(known: Map<K, V>, key: K, value: V, most: number): V {
  if (known.size >= most) known.clear();
  known.set(key, value);
  return value;
}
