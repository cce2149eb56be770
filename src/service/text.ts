/** The number of characters (code points) of `text`. O(n). */
export function lengthInCharacters(text: string): number {
  let length = 0;
  for (let at = 0; at < text.length; length++) at += (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
  return length;
}

/** What most texts have nothing of, and are spared the rest: control characters, line ends, surrogates. */
const CONTROL_LINE_END_OR_SURROGATE = /[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/; // eslint-disable-line no-control-regex -- these are what it looks for

/** `text` on one line, trimmed, without control characters and lone surrogates. */
export function cleanLine(text: string): string {
  if (!CONTROL_LINE_END_OR_SURROGATE.test(text)) return text.trim();
  return cleanText(text.replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, ' '));
}

/** As `cleanLine`, keeping line ends (as `\n`) and tabs. */
export function cleanText(text: string): string {
  if (!CONTROL_LINE_END_OR_SURROGATE.test(text)) return text.trim();
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\t\n]|\p{Cs}/gu, '')
    .trim();
}

/** Whether there is a letter, a digit or a Han character in `text`: something that can be searched. */
export function hasSearchableCharacter(text: string): boolean {
  return /[\p{L}\p{N}]/u.test(text);
}
