import type { Span } from '../../../client/index.ts';

export interface Piece {
  text: string;
  isMarked: boolean;
}

/** A text cut at its highlights. Spans that leave the text or overlap an earlier one are passed over. */
export function splitHighlights(text: string, highlights: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const [from, to] of highlights) {
    if (from < end || to <= from || to > text.length) continue;
    if (from > end) pieces.push({ text: text.slice(end, from), isMarked: false });
    pieces.push({ text: text.slice(from, to), isMarked: true });
    end = to;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMarked: false });
  return pieces;
}
