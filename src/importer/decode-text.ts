import { unreadable } from './unreadable.ts';

/** Text and what it was written in, by the name that people know. */
export interface DecodedText {
  text: string;
  encoding: 'UTF-8' | 'UTF-16 LE' | 'UTF-16 BE' | 'GB18030' | 'Big5';
}

const BYTE_ORDER_MARKS = [
  { encoding: 'UTF-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'UTF-16 LE', bytes: [0xff, 0xfe] },
  { encoding: 'UTF-16 BE', bytes: [0xfe, 0xff] },
] as const;

/** Of a text that is in another encoding than tried, far more characters come out broken. */
const MOST_BROKEN_SHARE = 0.01;
const SAMPLE_BYTES = 64 * 1024;

/**
 * Text in UTF-8, UTF-16, GB18030 (and so GBK and GB2312) or Big5, with or without a byte-order mark. A few
 * broken characters are left as U+FFFD.
 * @throws AppError `workbook_unreadable` when it is none of them
 */
export function decodeText(bytes: Uint8Array): DecodedText {
  for (const encoding of likelyEncodings(bytes)) {
    const text = new TextDecoder(encoding.replaceAll(' ', '')).decode(bytes);
    if (isSound(text)) return { text, encoding };
  }
  throw unreadable('认不出文字编码，请另存为 UTF-8 编码的 CSV 或 .xlsx');
}

function likelyEncodings(bytes: Uint8Array): DecodedText['encoding'][] {
  const marked = BYTE_ORDER_MARKS.find(({ bytes: mark }) => mark.every((byte, i) => bytes[i] === byte));
  if (marked) return [marked.encoding];
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const wide = guessUtf16(sample);
  if (wide !== null) return [wide];
  const chinese = isLikelierBig5(sample) ? (['Big5', 'GB18030'] as const) : (['GB18030', 'Big5'] as const);
  return isUtf8(bytes) ? ['UTF-8'] : [...chinese, 'UTF-8'];
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    // Text of another encoding breaks nearly every character, a damaged file a few.
    const text = new TextDecoder().decode(bytes.subarray(0, SAMPLE_BYTES));
    return /[^\p{ASCII}\ufffd]/u.test(text) && isSound(text);
  }
}

function isSound(text: string): boolean {
  if (text.includes('\0')) return false;
  const broken = text.split('\ufffd').length - 1;
  return broken === 0 || (broken <= text.length * MOST_BROKEN_SHARE && /[^\p{ASCII}\ufffd]/u.test(text));
}

/** Text has commas, digits and line ends: in UTF-16 every one of them brings a zero byte, always on one side. */
function guessUtf16(sample: Uint8Array): 'UTF-16 LE' | 'UTF-16 BE' | null {
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0 || (even > 0 && odd > 0)) return null;
  return odd > 0 ? 'UTF-16 LE' : 'UTF-16 BE';
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
