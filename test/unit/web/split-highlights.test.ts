import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/client/index.ts';
import { splitHighlights } from '../../../src/web/h5/text/split-highlights.ts';

/** Marked pieces in brackets. */
const draw = (text: string, highlights: Span[]) =>
  splitHighlights(text, highlights)
    .map((piece) => (piece.isMarked ? `[${piece.text}]` : piece.text))
    .join('');

describe('splitHighlights', () => {
  it.each<[string, Span[], string]>([
    ['信用卡如何还款', [], '信用卡如何还款'],
    ['信用卡如何还款', [[0, 3]], '[信用卡]如何还款'],
    // Touching spans are one mark.
    ['农业银行信用卡如何还款', [[0, 4], [4, 7], [9, 11]], '[农业银行信用卡]如何[还款]'], // prettier-ignore
    ['𠮷利', [[0, 2]], '[𠮷]利'],
    // Spans that make no sense are passed over.
    ['信用卡', [[2, 1], [2, 9], [1, 1]], '信用卡'], // prettier-ignore
    ['信用卡', [[0, 2], [1, 3]], '[信用]卡'], // prettier-ignore
    ['', [], ''],
  ])('draws %j with %j as %j', (text, highlights, drawn) => {
    expect(draw(text, highlights)).toBe(drawn);
  });
});
