/**
 * How long to wait after `failures` failures in a row: `firstMs` doubled each time, at most `mostMs`,
 * spread by ± 20 % so that processes do not return together.
 * @param failures ≥ 1
 */
export function backOffMs(failures: number, firstMs: number, mostMs: number): number {
  const spread = 0.8 + 0.4 * Math.random();
  return Math.min(firstMs * 2 ** Math.min(failures - 1, 20), mostMs) * spread;
}
