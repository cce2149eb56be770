/**
 * 1. Pinyin is read as the bank would write it, in whole sentences and between Han characters.
 * 2. What the bank has in letters, what is no pinyin and what nothing speaks for stays as it was typed.
 * 3. A match says what was read, and is no whole match.
 * 4. Words of letters and numbers beside pinyin stay words of their own.
 * 5. Whatever the bank and the query: each place keeps what was typed.
 */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analyzeQuery } from '../../../src/engine/index.ts';
import { indexOf, search } from '../../helpers/engine.ts';

const bank = indexOf([
  '手机银行怎么开通',
  '手机银行怎么注销',
  '股票账户怎么注销',
  '转账有限额吗',
  'wangle密码怎么办',
  '信用卡额度太低怎么办',
]);

function read(query: string): string {
  return analyzeQuery(bank, query).text.core;
}

describe('pinyin', () => {
  test.each([
    ['a sentence in one word', 'shoujiyinhangzenmekaitong', '手机银行怎么开通'],
    ['a sentence of words', 'Gupiao zhanghu zenme zhuxiao', '股票账户怎么注销'],
    ['words between characters', 'zhuanzhang有xianema', '转账有限额吗'],
    ['single syllables beside others', 'xinyongka edu tai di怎么办', '信用卡额度太低怎么办'],
    ['syllables with tones', 'Gǔ piào zhàng hù怎么注销', '股票账户怎么注销'],
    ['words with tones', 'gǔpiào zhànghù zěnme zhùxiāo', '股票账户怎么注销'],
    ['tones written as marks of their own', 'gu\u030cpia\u0300o zhanghu怎么注销', '股票账户怎么注销'],
    ['tones in numbers', 'gu3 piao4 zhang4hu4怎么注销', '股票账户怎么注销'],
  ])('is read in %s', (_, query, expected) => {
    expect(read(query)).toBe(expected);
  });

  test.each([
    ['words that the bank has', 'wangle密码'],
    ['other letters', 'etf怎么买'],
    ['a single syllable', '额度tai低'],
    ['letters with numbers', 'b2b和r3怎么买'],
    ['what stands nowhere in the bank', 'qiche怎么办'],
  ])('is not looked for in %s', (_, query) => {
    expect(read(query)).toBe(query);
  });

  test('is told in the reason', () => {
    const { matches, corrected } = search(bank, 'shouji yinhang zenme kaitong');
    expect(corrected).toBe('手机银行怎么开通');
    expect(matches[0]).toMatchObject({
      document: { question: '手机银行怎么开通' },
      tier: 'pinyin',
      reason: '拼音：shoujiyinhang→手机银行，zenme→怎么，kaitong→开通',
    });
  });

  test('of one letter is no wrong character', () => {
    const { reason } = search(bank, 'zhuanzhang有限e ma').matches[0]!;
    expect(reason).toBe('拼音：zhuanzhang→转账，限e→限额，ma→吗');
  });

  test('leaves the words beside it apart', () => {
    const cards = indexOf(['apple pay怎么开通', 'credit card怎么还款']);
    const wordsOf = (query: string) => analyzeQuery(cards, query).text.words.map(({ text }) => text);
    expect(wordsOf('apple pay zenme kaitong')).toEqual(['apple', 'pay', '怎么', '开通']);
    expect(search(cards, 'apple pay zenme kaitong').corrected).toBe('apple pay怎么开通');
    expect(wordsOf('credit card women change')).toEqual(['credit', 'card', 'women', 'change']);
  });

  test('leaves of every place what was typed', () => {
    const pieces = fc.constantFrom('shouji', 'yinhang', 'zenme', 'a', 'x1', '手机', '怎么', '？', ' ', 'etf');
    fc.assert(
      fc.property(
        fc.array(pieces, { maxLength: 8 }).map((texts) => texts.join('')),
        (query) => {
          const { text, typed, typedCore } = analyzeQuery(bank, query);
          expect(typed).toHaveLength(text.core.length);
          expect(bank.analyzer.analyze(query).core).toContain(typedCore);
        },
      ),
    );
  });
});
