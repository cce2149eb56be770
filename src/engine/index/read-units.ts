/** Arguments of one call are bounded: longer texts are read in pieces. */
const MOST_ARGUMENTS = 4096;

/** The text whose code units are [start, end) of `units`. */
export function readUnits(units: Uint16Array | Uint8Array, start: number, end: number): string {
  if (end - start <= MOST_ARGUMENTS) return fromUnits(units.subarray(start, end));
  let text = '';
  for (let at = start; at < end; at += MOST_ARGUMENTS) {
    text += fromUnits(units.subarray(at, Math.min(end, at + MOST_ARGUMENTS)));
  }
  return text;
}

function fromUnits(units: Uint16Array | Uint8Array): string {
  return String.fromCharCode.apply(null, units as unknown as number[]);
}
