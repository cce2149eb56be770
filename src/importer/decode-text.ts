import { unreadable } from './unreadable.ts';

/** Text and what it was written in, by the name that people know. */
export interface DecodedText {
  text: string;
  encoding: 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE' | 'GB18030' | 'Big5';
  /** Whether some bytes were no text, each of them now U+FFFD. */
  isDamaged: boolean;
}

/** Those that are told apart by what is likelier. */
export type DeclaredEncoding = 'GB18030' | 'Big5';

const BYTE_ORDER_MARKS = [
  { encoding: 'UTF-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'UTF-16 LE', bytes: [0xff, 0xfe] },
  { encoding: 'UTF-16 BE', bytes: [0xfe, 0xff] },
] as const;

/** In another encoding than the text's own, broken characters are as many as sound ones. */
const SOUND_FOR_ONE_BROKEN = 10;
/** In UTF-16; text of long Chinese answers still has as many. */
const BYTES_TO_A_ZERO = 200;
/** A few words of UTF-16 may be whole in GB18030 by chance, but then they have more. */
const BYTES_TO_A_STRAY_ZERO = 20;
const SAMPLE_BYTES = 64 * 1024;

/**
 * Text in UTF-8, UTF-16, GB18030 (and so GBK and GB2312) or Big5, with or without a byte-order mark. A few
 * broken characters are left as U+FFFD.
 * @param declared what the text says of itself; what is whole in UTF-8 is UTF-8 all the same
 * @throws AppError `workbook_unreadable` when it is none of them
 */
export function decodeText(file: Uint8Array, declared: DeclaredEncoding | null = null): DecodedText {
  const bytes = hasStrayZeros(file) ? file.filter((byte) => byte !== 0) : file;
  for (const encoding of likelyEncodings(bytes, declared)) {
    const label = encoding.replaceAll(' ', '');
    const text = new TextDecoder(label).decode(bytes);
    if (isSound(text))
      return { text, encoding, isDamaged: text.includes('\ufffd') && !isWhole(bytes, label) };
  }
  throw unreadable(
    '认不出文字编码，请另存为 UTF-8 编码的 CSV 或 .xlsx',
    'its encoding is unknown: save it as CSV in UTF-8, or as .xlsx',
  );
}

/** By the name that a page gives it; null: it is found out. */
export function encodingNamed(name: string): DeclaredEncoding | null {
  if (/^(?:x-)?(?:gb[k\d]|cp936)/i.test(name)) return 'GB18030';
  return /^(?:x-x-)?big5/i.test(name) ? 'Big5' : null;
}

function likelyEncodings(bytes: Uint8Array, declared: DeclaredEncoding | null): DecodedText['encoding'][] {
  const marked = BYTE_ORDER_MARKS.find(({ bytes: mark }) => mark.every((byte, i) => bytes[i] === byte));
  if (marked) return [marked.encoding];
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const wide = guessUtf16(sample);
  if (wide !== null) return [wide];
  const isBig5 = declared === null ? isLikelierBig5(sample) : declared === 'Big5';
  return isBig5 ? ['UTF-8', 'Big5', 'GB18030'] : ['UTF-8', 'GB18030', 'Big5'];
}

/** Whether all bytes are text in the encoding. @param isCut whether the last character may be cut off */
function isWhole(bytes: Uint8Array, label: string, isCut = false): boolean {
  try {
    new TextDecoder(label, { fatal: true }).decode(bytes, { stream: isCut });
    return true;
  } catch {
    return false;
  }
}

function isSound(text: string): boolean {
  if (text.includes('\0')) return false;
  const broken = text.split('\ufffd').length - 1;
  if (broken === 0) return true;
  const sound = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0;
  return sound >= broken * SOUND_FOR_ONE_BROKEN;
}

/**
 * Text has commas, digits and line ends: in UTF-16 every one of them brings a zero byte, always on one side. A few
 * Chinese characters, such as 开 (5F00), bring one on the other.
 */
function guessUtf16(sample: Uint8Array): 'UTF-16 LE' | 'UTF-16 BE' | null {
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++;
  });
  const [even = 0, odd = 0] = zeros;
  if ((even + odd) * BYTES_TO_A_ZERO < sample.length) return null;
  if (odd > 3 * even) return 'UTF-16 LE';
  return even > 3 * odd ? 'UTF-16 BE' : null;
}

/** Whether it is text with zeros in it that nobody sees, and not in UTF-16, whose text is whole in no other encoding. */
function hasStrayZeros(file: Uint8Array): boolean {
  if (!file.includes(0)) return false;
  const sample = file.subarray(0, SAMPLE_BYTES);
  const others = sample.filter((byte) => byte !== 0);
  const zeros = sample.length - others.length;
  if (others.every((byte) => byte < 0x80)) return false;
  const areFew = zeros * BYTES_TO_A_STRAY_ZERO < sample.length;
  return isWhole(others, 'utf-8', true) || (areFew && isWhole(others, 'gb18030', true));
}

/**
 * Both encodings write a Han character as two bytes. The common ones begin with B0–D7 in GB18030, where their
 * second byte is at least A1, and with A4–C6 in Big5.
 */
function isLikelierBig5(sample: Uint8Array): boolean {
  let gb = 0;
  let big5 = 0;
  for (let at = 0; at + 1 < sample.length; at++) {
    const first = sample[at]!;
    if (first < 0x81) continue;
    const second = sample[++at]!;
    if (first >= 0xb0 && first <= 0xd7 && second >= 0xa1) gb++;
    if (first >= 0xa4 && first <= 0xc6 && second >= 0x40) big5++;
  }
  return big5 > gb;
}
