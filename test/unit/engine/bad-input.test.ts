/**
 * What would cost an engine its time or its mind: each is answered, in a time that does not grow with the harm.
 * Times are generous: they tell bounded from unbounded, not fast from slow.
 */
import { describe, expect, test } from 'vitest';
import { analyzerFor, indexOf, search } from '../../helpers/engine.ts';

const SECONDS = 1000;

function timed<T>(work: () => T): { value: T; ms: number } {
  const started = performance.now();
  const value = work();
  return { value, ms: performance.now() - started };
}

describe('synonyms', () => {
  test('in a circle are read one step at a time', () => {
    const index = indexOf(['乙怎么办理？', '丙怎么办理？', '丁怎么办理？'], {
      synonyms: ['甲词 => 乙', '乙 => 丙', '丙 => 丁', '丁 => 甲词'],
    });
    expect(search(index, '甲词怎么办理').matches[0]?.document.question).toBe('乙怎么办理？');
  });

  test('of a hundred thousand lines, and of one line of ten thousand members', () => {
    const lines = Array.from({ length: 100_000 }, (_, i) => `词条${i} = 别名${i}`);
    const long = Array.from({ length: 10_000 }, (_, i) => `长组${i}`).join(' = ');
    const built = timed(() =>
      indexOf(['词条77怎么办理？', '长组3怎么办理？'], { synonyms: [...lines, long] }),
    );
    expect(built.ms).toBeLessThan(30 * SECONDS);
    const found = timed(() => search(built.value, '别名77怎么办理'));
    expect(found.value.matches[0]?.document.question).toBe('词条77怎么办理？');
    const inLongGroup = timed(() => search(built.value, '长组9999怎么办理'));
    expect(found.ms + inLongGroup.ms).toBeLessThan(2 * SECONDS);
  });
});

test('a word of a hundred characters', () => {
  const word = '超长产品名称'.repeat(17).slice(0, 100);
  const analyzer = analyzerFor({ words: [word] });
  expect(analyzer.analyze(`${word}怎么买`).words.map(({ text }) => text)).toContain(word);
});

test('a bank of nothing but one question', () => {
  const index = indexOf(Array.from({ length: 20_000 }, () => '信用卡怎么还款？'));
  const { value, ms } = timed(() => search(index, '信用卡怎么还款'));
  expect(value.matches[0]).toMatchObject({ tier: 'normalised' });
  expect(ms).toBeLessThan(2 * SECONDS);
});

describe('a query of', () => {
  const index = indexOf(['信用卡怎么还款？', '基金怎么赎回？', '贷款怎么提前还清？']);
  test.each([
    ['one character', '卡'],
    ['two hundred times the same', '卡'.repeat(200)],
    [
      'two hundred different ones',
      Array.from({ length: 200 }, (_, i) => String.fromCharCode(0x4e00 + 37 * i)).join(''),
    ],
    ['nothing but function words', '的了吗呢怎么如何可以不可以'],
    ['letters that spell a thousand things', 'a'.repeat(200)],
    ['pinyin without end', 'xinyongka'.repeat(22)],
    ['digits', '1'.repeat(200)],
    ['control characters', '\u0000\u0007\u001b'],
    ['lone surrogates', '\ud83d\ude00\ud83d信用卡\udc00'],
    ['emoji', '😀😀😀'],
    ['marks alone', '？？？！！！'],
    ['nothing', ''],
  ])('%s', (_, query) => {
    const { value, ms } = timed(() => search(index, query));
    expect(ms).toBeLessThan(2 * SECONDS);
    for (const { confidence } of value.matches) {
      expect(confidence).toBeGreaterThanOrEqual(0);
      expect(confidence).toBeLessThanOrEqual(1);
    }
  });
});
