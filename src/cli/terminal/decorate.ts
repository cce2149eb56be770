type Span = readonly [start: number, end: number];

const BOLD_UNDERLINE = '\u001b[1;4m';
const BOLD = '\u001b[1m';
const PLAIN = '\u001b[0m';

export function bold(text: string, decorated: boolean): string {
  return decorated ? `${BOLD}${text}${PLAIN}` : text;
}

/** The text with the spans bold and underlined. @param spans sorted, not overlapping */
export function highlight(text: string, spans: readonly Span[], decorated: boolean): string {
  if (!decorated) return text;
  let marked = '';
  let position = 0;
  for (const [start, end] of spans) {
    marked += `${text.slice(position, start)}${BOLD_UNDERLINE}${text.slice(start, end)}${PLAIN}`;
    position = end;
  }
  return marked + text.slice(position);
}
