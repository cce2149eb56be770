/**
 * Keys of the tokens by which the fitted model knows a text: n characters, n − 1 bigrams, then the words, each a
 * 32-bit hash. No strings are cut, no table is needed.
 *
 * `还款日` in words `还款 日` → 还 款 日 | 还款 款日 | 还款 日
 * @param wordEnds end of each word in `core`, rising; the last is its length
 * @param keys written from the first on; `tokenCount` long at least
 */
export function tokenKeys(
  core: string,
  wordEnds: ArrayLike<number>,
  keys: Int32Array = new Int32Array(tokenCount(core, wordEnds)),
): Int32Array {
  const n = core.length;
  let at = 0;
  for (let i = 0; i < n; i++) keys[at++] = characterKey(core.charCodeAt(i));
  for (let i = 1; i < n; i++) keys[at++] = bigramKey(core.charCodeAt(i - 1), core.charCodeAt(i));
  for (let i = 0, start = 0; i < wordEnds.length; i++) {
    keys[at++] = wordKey(core, start, wordEnds[i]!);
    start = wordEnds[i]!;
  }
  return keys;
}

export function tokenCount(core: string, wordEnds: ArrayLike<number>): number {
  return Math.max(0, 2 * core.length - 1) + wordEnds.length;
}

export function characterKey(code: number): number {
  return scramble(code ^ 0x2f000000);
}

export function bigramKey(first: number, second: number): number {
  return scramble((first << 16) ^ second ^ 0x51ed270b);
}

/** FNV-1a over the code units of core[start, end). */
export function wordKey(core: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let i = start; i < end; i++) hash = Math.imul(hash ^ core.charCodeAt(i), 0x01000193);
  return scramble(hash);
}

/** Finaliser of MurmurHash3: spreads every bit over all 32. */
export function scramble(value: number): number {
  let bits = value;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
