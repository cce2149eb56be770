import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutText } from '../../../src/wechat/cut-text.ts';

const bytes = (text: string) => Buffer.byteLength(text);
const hasLoneSurrogate = (text: string) => /\p{Cs}/u.test(text);
const family = '👨‍👩‍👧';

/** Whole parts of the text, as a user reads it with 继续 after 继续. */
function parts(text: string, maxBytes: number): string[] {
  const [head, rest] = cutText(text, maxBytes);
  return rest === '' ? [head] : [head, ...parts(rest, maxBytes)];
}

const texts = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({
    unit: fc.constantFrom('汉', '。', '\n', 'a', ' ', '!', '”', '𠮷', family, '\u0301', '\r\n'),
    maxLength: 300,
  }),
);
const limits = fc.integer({ min: 4, max: 200 });

describe('cutText', () => {
  it('never gives more than the limit', () => {
    fc.assert(
      fc.property(texts, limits, (text, limit) => {
        for (const part of parts(text, limit)) expect(bytes(part)).toBeLessThanOrEqual(limit);
      }),
    );
  });

  it('loses nothing', () => {
    fc.assert(
      fc.property(texts, limits, (text, limit) => {
        expect(parts(text, limit).join('')).toBe(text);
      }),
    );
  });

  it('never splits a code point', () => {
    fc.assert(
      fc.property(texts, limits, (text, limit) => {
        for (const part of parts(text, limit))
          expect(hasLoneSurrogate(part) && !hasLoneSurrogate(text)).toBe(false);
      }),
    );
  });

  it('leaves alone what fits', () => {
    fc.assert(
      fc.property(texts, (text) => {
        expect(cutText(text, Math.max(4, bytes(text)))).toEqual([text, '']);
      }),
    );
  });

  it('counts as WeChat does: 682 Han characters fit into 2,047 bytes, 683 do not', () => {
    expect(cutText('汉'.repeat(682), 2047)[1]).toBe('');
    expect(cutText('汉'.repeat(683), 2047)[1]).toBe('汉');
  });

  it('cuts after a sentence, its quotation mark included', () => {
    expect(cutText('他说：“可以还款。”然后请登录手机银行', 36)).toEqual([
      '他说：“可以还款。”',
      '然后请登录手机银行',
    ]);
  });

  it('does not take the point of a number or an address for an end', () => {
    expect(cutText('利率为百分之3.85左右', 24)).toEqual(['利率为百分之3.85', '左右']);
  });

  it('cuts between characters where the last sentence is too far back', () => {
    expect(cutText('好。一二三四五六七八九十', 24)).toEqual(['好。一二三四五六', '七八九十']);
  });

  it('keeps together what is one character to the reader', () => {
    expect(cutText(`一二${family}三`, 20)).toEqual(['一二', `${family}三`]);
    expect(cutText('一二e\u0301', 7)).toEqual(['一二', 'e\u0301']);
  });

  it('goes on even where one character is longer than all that fits', () => {
    expect(cutText(family, 8)[0]).not.toBe('');
  });
});
