/** Percent-encoding for a part of a URL. Half a character, as cut text may hold, has none: it becomes U+FFFD. */
export function encodeText(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\uFFFD'));
}
