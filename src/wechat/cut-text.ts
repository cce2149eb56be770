const SENTENCE_END = /(?:[。！？；…\n]|[.!?;](?=\s))[”’」』）)]*/g;
const characters = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/**
 * Divides `text` so that the first part has at most `maxBytes` bytes in UTF-8: after a sentence where one ends
 * in the second half of what fits, else between two characters as the reader sees them.
 * @param maxBytes ≥ 4
 * @returns two parts that give `text` back when joined; the second is empty when all of it fits
 * Pure, O(length of `text`).
 */
export function cutText(text: string, maxBytes: number): [head: string, rest: string] {
  const fitting = fittingLength(text, maxBytes);
  if (fitting === text.length) return [text, ''];
  const wanted = lastSentenceEnd(text.slice(0, fitting)) ?? fitting;
  const characterStart = characters.segment(text).containing(wanted)!.index;
  // One visible character may be longer than all that fits.
  const cut = characterStart === 0 ? fitting : characterStart;
  return [text.slice(0, cut), text.slice(cut)];
}

/** How many code units of `text` fit, whole code points only. */
function fittingLength(text: string, maxBytes: number): number {
  let length = 0;
  let bytes = 0;
  while (length < text.length) {
    const codePoint = text.codePointAt(length)!;
    bytes += codePoint < 0x80 ? 1 : codePoint < 0x800 ? 2 : codePoint < 0x10000 ? 3 : 4;
    if (bytes > maxBytes) break;
    length += codePoint < 0x10000 ? 1 : 2;
  }
  return length;
}

function lastSentenceEnd(text: string): number | null {
  const last = [...text.matchAll(SENTENCE_END)].at(-1);
  const end = last === undefined ? 0 : last.index + last[0].length;
  return end > text.length / 2 ? end : null;
}
