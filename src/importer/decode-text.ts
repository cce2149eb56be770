import { unreadable } from './unreadable.ts';

const BYTE_ORDER_MARKS = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
] as const;

/**
 * Text in UTF-8, UTF-16 or GB18030 (and so GBK and GB2312), with or without a byte-order mark.
 * @throws AppError `workbook_unreadable` when it is none of them
 */
export function decodeText(bytes: Uint8Array): string {
  const marked = BYTE_ORDER_MARKS.find(({ bytes: mark }) => mark.every((byte, i) => bytes[i] === byte));
  const candidates = marked ? [marked.encoding] : (guessUtf16(bytes) ?? ['utf-8', 'gb18030']);
  for (const encoding of candidates) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // Not this encoding.
    }
  }
  throw unreadable('认不出文字编码，请另存为 UTF-8 编码的 CSV 或 .xlsx');
}

/** Text has commas, digits and line ends: in UTF-16 every one of them brings a zero byte, always on one side. */
function guessUtf16(bytes: Uint8Array): ['utf-16le' | 'utf-16be'] | null {
  const sample = bytes.subarray(0, 4096);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2]!++;
  });
  const [even = 0, odd = 0] = zeros;
  if (even + odd === 0 || (even > 0 && odd > 0)) return null;
  return [odd > 0 ? 'utf-16le' : 'utf-16be'];
}
