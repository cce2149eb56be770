/** Vectors of unit length are kept as integers: this is 1. */
const UNIT = 127;

/**
 * Cosine of two unit vectors kept as integers. Four sums side by side, so that additions need not wait for each other.
 * @param a its length must be a multiple of 4 @param b the vector, or a table that has it from `offset` on
 */
export function cosineOf(a: Int8Array, b: Int8Array, offset = 0): number {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let i = 0; i < a.length; i += 4) {
    first += a[i]! * b[offset + i]!;
    second += a[i + 1]! * b[offset + i + 1]!;
    third += a[i + 2]! * b[offset + i + 2]!;
    fourth += a[i + 3]! * b[offset + i + 3]!;
  }
  return (first + second + third + fourth) / (UNIT * UNIT);
}
