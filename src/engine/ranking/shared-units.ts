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

/** As `weighBank`, of bigrams. */
export function weighBankBigrams(bigrams: Int32Array, shared: Uint8Array, bank: BankWeights): number {
  let total = 0;
  let covered = 0;
  for (let i = 0; i < bigrams.length; i++) {
    const weight = bank.bigram(bigrams[i]!);
    total += weight;
    if (shared[i] === 1) covered += weight;
  }
  return total === 0 ? 0 : covered / total;
}

/** Which bigrams of two texts stand in the other as well, and how many; all are looked at. */
export interface SharedBigrams {
  countOfA: number;
  countOfB: number;
  ofA: Uint8Array;
  ofB: Uint8Array;
}

export function createSharedBigrams(): SharedBigrams {
  return { countOfA: 0, countOfB: 0, ofA: new Uint8Array(LONGEST), ofB: new Uint8Array(LONGEST) };
}

/** O(a · b), allocates only for texts longer than all before. Overwrites `into`. */
export function markSharedBigrams(a: Int32Array, b: Int32Array, into: SharedBigrams): void {
  if (into.ofA.length < a.length) into.ofA = new Uint8Array(a.length * 2);
  if (into.ofB.length < b.length) into.ofB = new Uint8Array(b.length * 2);
  const { ofA, ofB } = into;
  ofB.fill(0, 0, b.length);
  into.countOfA = 0;
  for (let i = 0; i < a.length; i++) {
    const bigram = a[i];
    let stands = 0;
    for (let j = 0; j < b.length; j++) {
      if (b[j] !== bigram) continue;
      ofB[j] = 1;
      stands = 1;
    }
    ofA[i] = stands;
    into.countOfA += stands;
  }
  into.countOfB = 0;
  for (let j = 0; j < b.length; j++) into.countOfB += ofB[j]!;
}

/** As `weighShare`, of bigrams. */
export function weighBigrams(weights: Float32Array, shared: Uint8Array): number {
  let total = 0;
  let covered = 0;
  for (let i = 0; i < weights.length; i++) {
    total += weights[i]!;
    if (shared[i] === 1) covered += weights[i]!;
  }
  return total === 0 ? 0 : covered / total;
}
