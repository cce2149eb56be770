const LENGTH = 26;
const DIGITS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 128 bits: five a digit, but for the first, which has three. */
const PACKED_BYTES = 16;

/** The value of each code unit below 128 as a digit. */
const VALUES = Int8Array.from({ length: 128 }, (_, code) => DIGITS.indexOf(String.fromCharCode(code)));

/** Whether a text is a ULID as its specification writes it: 26 digits of Crockford's base 32 in upper case, below 2^128. */
export function isUlid(text: string): boolean {
  if (text.length !== LENGTH || text[0]! > '7') return false;
  for (let i = 0; i < LENGTH; i++) if ((VALUES[text.charCodeAt(i)] ?? -1) === -1) return false;
  return true;
}

/** Adds the 16 bytes of a ULID, highest first. */
export function packUlid(ulid: string, bytes: { push(byte: number): void }): void {
  let bits = 0;
  let pending = 0;
  for (let i = 0; i < LENGTH; i++) {
    pending = (pending << 5) | VALUES[ulid.charCodeAt(i)]!;
    bits += i === 0 ? 3 : 5;
    if (bits < 8) continue;
    bits -= 8;
    bytes.push((pending >>> bits) & 0xff);
    pending &= (1 << bits) - 1;
  }
}

/** The ULID whose bytes begin at `start`. */
export function ulidAt(bytes: Uint8Array, start: number): string {
  let ulid = '';
  for (let i = 0; i < LENGTH; i++) ulid += DIGITS[digitAt(bytes, start, i)]!;
  return ulid;
}

/** Whether `text` is the ULID whose bytes begin at `start`. Allocates nothing. */
export function isUlidAt(bytes: Uint8Array, start: number, text: string): boolean {
  if (text.length !== LENGTH) return false;
  for (let i = 0; i < LENGTH; i++) {
    if (DIGITS.charCodeAt(digitAt(bytes, start, i)) !== text.charCodeAt(i)) return false;
  }
  return true;
}

function digitAt(bytes: Uint8Array, start: number, i: number): number {
  const bit = 5 * i - 2;
  const byte = bit >> 3;
  const upper = byte < 0 ? 0 : bytes[start + byte]!;
  const lower = byte + 1 < PACKED_BYTES ? bytes[start + byte + 1]! : 0;
  return (((upper << 8) | lower) >>> (11 - (bit & 7))) & 31;
}
