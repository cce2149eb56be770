import { describe, expect, it } from 'vitest';
import { highlight } from '../../../src/cli/terminal/decorate.ts';
import { displayWidth } from '../../../src/cli/terminal/display-width.ts';
import { table } from '../../../src/cli/terminal/table.ts';

describe('the terminal', () => {
  it.each([
    ['abc', 3],
    ['信用卡', 6],
    ['“ETF”（基金）', 13],
    ['𠮷', 2],
    ['e\u0301', 1],
  ])('shows %s in %i columns', (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it('aligns Chinese and Latin columns', () => {
    expect(
      table([
        ['文件', '提问数'],
        ['queries.tsv', '6,104'],
      ]),
    ).toBe('文件         提问数\nqueries.tsv   6,104');
  });

  it('marks spans only where marks can be shown', () => {
    expect(highlight('农业银行信用卡', [[0, 4]], true)).toBe('\u001b[1;4m农业银行\u001b[0m信用卡');
    expect(highlight('农业银行信用卡', [[0, 4]], false)).toBe('农业银行信用卡');
  });
});
