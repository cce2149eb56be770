import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  joinTags,
  joinWordings,
  splitTags,
  splitWordings,
} from '../../../../src/service/transfer/cell-list.ts';

// Several entries in one cell:
// 1. The strongest separator divides, the others are text.
// 2. What is joined comes apart again as it was.

describe('wordings in one cell', () => {
  it.each([
    ['怎么还\n如何还；分期', ['怎么还', '如何还；分期']],
    ['怎么还##如何还|咋还', ['怎么还', '如何还|咋还']],
    ['怎么还 | 如何还', ['怎么还', '如何还']],
    ['怎么还；如何还;咋还；', ['怎么还', '如何还', '咋还']],
    ['怎么还，如何还', ['怎么还，如何还']],
    [' \n ', []],
    ['', []],
  ])('%j', (cell, wordings) => {
    expect(splitWordings(cell)).toEqual(wordings);
  });

  it('are divided by commas too when they are tags', () => {
    expect(splitTags('还款，信用卡、分期,账单')).toEqual(['还款', '信用卡', '分期', '账单']);
    expect(splitTags('还款；A,B')).toEqual(['还款', 'A,B']);
  });

  it('are divided by spaces between Han characters when they are tags', () => {
    expect(splitTags('还款 账单　分期')).toEqual(['还款', '账单', '分期']);
    expect(splitTags('Apple Pay')).toEqual(['Apple Pay']);
    expect(splitTags('还款,信用卡 账单')).toEqual(['还款', '信用卡 账单']);
    expect(splitWordings('怎么 还')).toEqual(['怎么 还']);
  });

  it('come back as they were joined', () => {
    const part = fc.constantFrom('a', '还', ';', '；', '|', '#', '##', '，', ' ');
    const entry = fc
      .array(part, { minLength: 1 })
      .map((parts) => parts.join('').trim())
      .filter((text) => text !== '');
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        expect(splitWordings(joinWordings(entries))).toEqual(entries);
        expect(splitTags(joinTags(entries))).toEqual(entries);
      }),
    );
  });
});
