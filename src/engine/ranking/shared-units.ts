import type { BankWeights } from './bank-weights.ts';

/** Which characters two texts share, each used once. */
export interface SharedUnits {
  common: number;
  /** 1 for the units that the other side has as well, each used once. */
  readonly ofA: Uint8Array;
  readonly ofB: Uint8Array;
}

const LONGEST = 256;

export function createSharedUnits(): SharedUnits {
  return { common: 0, ofA: new Uint8Array(LONGEST), ofB: new Uint8Array(LONGEST) };
}

/** Characters beyond the 256th are left out. Overwrites `into`. */
export function markShared(a: Uint16Array, b: Uint16Array, into: SharedUnits): void {
  const n = Math.min(a.length, LONGEST);
  const m = Math.min(b.length, LONGEST);
  into.ofA.fill(0, 0, n);
  into.ofB.fill(0, 0, m);
  into.common = 0;
  for (let i = 0; i < n; i++) {
    const unit = a[i];
    for (let j = 0; j < m; j++) {
      if (b[j] !== unit || into.ofB[j] === 1) continue;
      into.ofA[i] = 1;
      into.ofB[j] = 1;
      into.common++;
      break;
    }
  }
}

/** Share of the weight that is shared, 0–1. */
export function weighShare(weights: Float32Array, shared: Uint8Array): number {
  let total = 0;
  let covered = 0;
  const n = Math.min(weights.length, LONGEST);
  for (let i = 0; i < n; i++) {
    total += weights[i]!;
    if (shared[i] === 1) covered += weights[i]!;
  }
  return total === 0 ? 0 : covered / total;
}

/** Share of the bank's weight of the characters that is shared. */
export function weighBank(codes: Uint16Array, shared: Uint8Array, bank: BankWeights): number {
  let total = 0;
  let covered = 0;
  const n = Math.min(codes.length, LONGEST);
  for (let i = 0; i < n; i++) {
    const weight = bank.unit(codes[i]!);
    total += weight;
    if (shared[i] === 1) covered += weight;
  }
  return total === 0 ? 0 : covered / total;
}

/** As `weighBank`, of the bigrams of `a` that stand in `b`. */
export function weighBankBigrams(a: Int32Array, b: Int32Array, bank: BankWeights): number {
  let total = 0;
  let covered = 0;
  for (const bigram of a) {
    const weight = bank.bigram(bigram);
    total += weight;
    if (b.includes(bigram)) covered += weight;
  }
  return total === 0 ? 0 : covered / total;
}

/** Bigrams of `a` that stand in `b`: how many, and their share of the weight of `a`. */
export function shareOf(
  a: Int32Array,
  b: Int32Array,
  weights: Float32Array,
): { count: number; share: number } {
  let total = 0;
  let covered = 0;
  let count = 0;
  for (let i = 0; i < a.length; i++) {
    total += weights[i]!;
    if (!b.includes(a[i]!)) continue;
    covered += weights[i]!;
    count++;
  }
  return { count, share: total === 0 ? 0 : covered / total };
}
