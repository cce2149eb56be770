import type { Span } from '../../../client/index.ts';

export interface Piece {
  text: string;
  isMarked: boolean;
}

/** A text cut at its highlights; those that touch become one. Spans that leave the text or overlap an earlier one are passed over. */
export function splitHighlights(text: string, highlights: readonly Span[]): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const [from, to] of highlights) {
    if (from < end || to <= from || to > text.length) continue;
    const marked = text.slice(from, to);
    const last = pieces.at(-1);
    if (from > end) pieces.push({ text: text.slice(end, from), isMarked: false });
    if (from === end && last?.isMarked === true) last.text += marked;
    else pieces.push({ text: marked, isMarked: true });
    end = to;
  }
  if (end < text.length) pieces.push({ text: text.slice(end), isMarked: false });
  return pieces;
}
