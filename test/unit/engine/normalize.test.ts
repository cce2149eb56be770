/**
 * 1. Width, case, traditional characters, marks and white space make no difference.
 * 2. Offsets lead back to the original characters, through everything that was dropped or folded.
 * 3. Any string is normalised without error; the identity of an identity is itself.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalize } from '../../../src/engine/analysis/normalize.ts';
import { normalizeForIdentity } from '../../../src/engine/index.ts';
import { language } from '../../helpers/engine.ts';

const { traditional } = language;
const textOf = (original: string): string => normalize(original, traditional).text;

describe('normalize', () => {
  test.each([
    ['ＡＢＣ　農行…信用卡', 'abc 农行 信用卡'],
    ['農業銀行信用卡怎麼還款', '农业银行信用卡怎么还款'],
    ['什么怎么', '什么怎么'],
    ['每晚收入增值假剩拔效德黑步藏陷与万写', '每晚收入增值假剩拔效德黑步藏陷与万写'],
    ['乾隆的乾坤，餅乾', '乾隆的乾坤 饼干'],
    ['招商 公司', '招商公司'],
    ['ETF 联接 A类', 'etf 联接 a类'],
    ['利率5.5%，１，０００元', '利率5.5% 1000元'],
    ['第3.章', '第3 章'],
    ['😀😀转账！！！', '转账'],
    ['零\u200b宽\ufeff字符', '零宽字符'],
    ['𠮷野家', '𠮷野家'],
    ['\ud83d孤\udc00', '孤'],
    ['㈱①②', '株 12'],
    ['', ''],
  ])('%j reads %j', (original, expected) => {
    expect(textOf(original)).toBe(expected);
  });

  test('offsets lead back to the original', () => {
    const original = '「農業　銀行」ＡＢ';
    const { text, starts, ends } = normalize(original, traditional);
    expect(text).toBe('农业银行 ab');
    expect(Array.from(text, (_, i) => original.slice(starts[i], ends[i]))).toEqual([
      '農',
      '業',
      '銀',
      '行',
      '',
      'Ａ',
      'Ｂ',
    ]);
  });

  test('any string is normalised without error', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (original) => {
        const { text, starts, ends } = normalize(original, traditional);
        expect(starts).toHaveLength(text.length);
        expect(ends).toHaveLength(text.length);
        starts.forEach((start, i) => {
          expect(start).toBeLessThanOrEqual(ends[i]!);
          expect(ends[i]).toBeLessThanOrEqual(original.length);
          if (i > 0) expect(start).toBeGreaterThanOrEqual(starts[i - 1]!);
        });
        const identity = normalizeForIdentity(original, traditional);
        expect(normalizeForIdentity(identity, traditional)).toBe(identity);
      }),
    );
  });

  test('identity ignores spaces and marks, and is empty for what cannot be searched', () => {
    const identity = (text: string): string => normalizeForIdentity(text, traditional);
    expect(identity('信用卡 怎麼 還款？')).toBe(identity('信用卡怎么还款'));
    expect(identity('😀！？')).toBe('');
  });

  test('identity is the normalised text without spaces', () => {
    const pieces = fc.constantFrom(
      ...Array.from('头頭髮发乾隆的餅 ，。？ （）“”—…1，０００5.5%aB'),
      ...['乾坤', '乾—隆', '1,000', '\u3000'],
    );
    fc.assert(
      fc.property(
        fc.array(pieces).map((texts) => texts.join('')),
        (text) => {
          expect(normalizeForIdentity(text, traditional)).toBe(textOf(text).replaceAll(' ', ''));
        },
      ),
    );
  });
});
