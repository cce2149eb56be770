/** `ttlMs` ± 10 % by chance, an integer ≥ 1: entries written together must not expire together. */
export function spreadExpiry(ttlMs: number): number {
  return Math.max(1, Math.floor(ttlMs * (0.9 + 0.2 * Math.random())));
}
