/** Vectors of unit length are kept as integers: this is 1. */
const UNIT = 127;

/** Scales a vector to unit length; a zero vector stays. @returns its length before */
export function normalizeVector(vector: Float32Array): number {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const norm = Math.sqrt(squares);
  if (norm > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= norm;
  return norm;
}

/** Writes a unit vector as integers to into[offset …]. */
export function quantizeVector(vector: Float32Array, into: Int8Array, offset: number): void {
  for (let i = 0; i < vector.length; i++) into[offset + i] = Math.round(vector[i]! * UNIT);
}

/**
 * Cosine of two unit vectors kept as integers. Four sums side by side, so that additions need not wait for each other.
 * @param length a multiple of 4
 */
export function cosineOf(
  a: Int8Array,
  aOffset: number,
  b: Int8Array,
  bOffset: number,
  length: number,
): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < length; i += 4) {
    first += a[aOffset + i]! * b[bOffset + i]!;
    second += a[aOffset + i + 1]! * b[bOffset + i + 1]!;
    third += a[aOffset + i + 2]! * b[bOffset + i + 2]!;
    fourth += a[aOffset + i + 3]! * b[bOffset + i + 3]!;
  }
  return (first + second + third + fourth) / (UNIT * UNIT);
}
