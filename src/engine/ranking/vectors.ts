/** Vectors of unit length are kept as integers: this is 1. */
const UNIT = 127;

/** Scales a vector to unit length in place; a zero vector stays. */
export function normalizeVector(vector: Float32Array): Float32Array {
  let squares = 0;
  for (const value of vector) squares += value * value;
  const norm = Math.sqrt(squares);
  if (norm > 0) for (let i = 0; i < vector.length; i++) vector[i]! /= norm;
  return vector;
}

/** A unit vector as integers. */
export function quantizeVector(vector: Float32Array): Int8Array {
  const quantized = new Int8Array(vector.length);
  for (let i = 0; i < vector.length; i++) quantized[i] = Math.round(vector[i]! * UNIT);
  return quantized;
}

/**
 * Cosine of two unit vectors kept as integers. Four sums side by side, so that additions need not wait for each other.
 * The length must be a multiple of 4.
 */
export function cosineOf(a: Int8Array, b: Int8Array): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < a.length; i += 4) {
    first += a[i]! * b[i]!;
    second += a[i + 1]! * b[i + 1]!;
    third += a[i + 2]! * b[i + 2]!;
    fourth += a[i + 3]! * b[i + 3]!;
  }
  return (first + second + third + fourth) / (UNIT * UNIT);
}
