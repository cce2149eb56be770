/**
 * The ladder of evidence, a small bank for each rung:
 * 1. an exact or normalised match is first, whatever else the bank holds;
 * 2. each kind of evidence finds its question, and is named as tier and in the reason;
 * 3. what merely sounds alike never comes before what is written;
 * 4. the characters the query speaks of are marked in the original question.
 */
import { describe, expect, test } from 'vitest';
import { BankIndex } from '../../../src/engine/index.ts';
import { analyzerFor, documentOf, indexOf, questionsFound, search } from '../../helpers/engine.ts';

const OTHERS = [
  '如何查询账户余额？',
  '怎样修改预留手机号？',
  '定期存款可以提前支取吗？',
  '工资卡年费怎么收？',
  '外汇牌价在哪里看？',
];

/** Tier, reason and marked characters of the best match. */
function bestOf(
  index: BankIndex,
  query: string,
): { question: string; tier: string; reason: string; marked: string[] } {
  const [best] = search(index, query).matches;
  if (best === undefined) throw new Error(`nothing found for ${query}`);
  const { question } = best.document;
  const marked = best.highlights.map(([start, end]) => question.slice(start, end));
  return { question, tier: best.tier, reason: best.reason, marked };
}

describe('the evidence ladder', () => {
  const bank = indexOf([
    '中国农业银行信用卡如何还款？',
    '浙江大学校园卡怎么充值？',
    'ETF联接基金怎么买？',
    ...OTHERS,
  ]);

  test.each([
    ['中国农业银行信用卡如何还款？', 'exact', '与标准问题完全一致'],
    ['中国農業銀行信用卡如何還款', 'normalised', '与标准问题一致，仅标点、大小写、繁简或语气词不同'],
    ['请问中国农业银行信用卡如何还款', 'normalised', '与标准问题一致，仅标点、大小写、繁简或语气词不同'],
    ['农行信用卡怎么还款', 'synonym', '同义词：农行→中国农业银行，怎么→如何'],
    ['信用卡还款', 'words', '共同的词：信用卡、还款'],
    [
      'nongye yinhang xinyongka',
      'pinyin',
      '同义词：农业银行→中国农业银行；拼音：nongyeyinhang→农业银行，xinyongka→信用卡',
    ],
    ['nyyh信用卡', 'initials', '首字母：nyyh→农业银行'],
    ['中国农业银航信用卡如何还款', 'homophone', '错别字：航→行'],
    ['中国农业银行信用卡如河还款', 'homophone', '错别字：河→何'],
    ['中国农业银行信用如何还款', 'one-edit', '只差一个字'],
  ])('%s', (query, tier, reason) => {
    expect(bestOf(bank, query)).toMatchObject({ question: '中国农业银行信用卡如何还款？', tier, reason });
  });

  test('zhejiang and 浙将 find 浙江', () => {
    expect(bestOf(bank, 'zhejiang')).toMatchObject({ tier: 'pinyin', reason: '拼音：zhejiang→浙江' });
    expect(bestOf(bank, '浙将大学')).toMatchObject({
      question: '浙江大学校园卡怎么充值？',
      tier: 'homophone',
      reason: '错别字：将→江',
    });
  });

  test('marks the original characters, also through synonyms, pinyin and correction', () => {
    expect(bestOf(bank, '農行信用卡怎麼還款').marked).toEqual(['中国农业银行', '信用卡', '如何', '还款']);
    expect(bestOf(bank, 'nongye yinhang').marked).toEqual(['中国农业银行']);
    expect(bestOf(bank, '浙将大学').marked).toEqual(['浙江大学']);
    expect(bestOf(bank, 'etf联接基金').marked.join('')).toBe('ETF联接基金');
  });

  test('marks a character once that reads as several words', () => {
    const index = indexOf(['每㎥水费怎么算？', '装½㎥的柜子多少钱？', ...OTHERS]);
    expect(bestOf(index, '㎥水费').marked).toEqual(['㎥', '水费']);
    expect(bestOf(index, '½㎥柜子').marked).toEqual(['½', '㎥', '柜子']);
  });

  test('an exact match is first, whatever else the bank holds', () => {
    const crowded = indexOf([
      '信用卡怎么还款',
      '信用卡信用卡怎么还款还款',
      '信用卡如何还款？',
      '信用卡怎样还款怎么还款',
    ]);
    expect(questionsFound(crowded, '信用卡怎么还款')[0]).toBe('信用卡怎么还款');
    expect(questionsFound(crowded, '信用卡如何还款')[0]).toBe('信用卡如何还款？');
  });

  test('what sounds alike does not come before what is written', () => {
    const homophones = indexOf(['有哪些经典推荐', '有哪些景点推荐', '杭州景点介绍', '经典案例介绍']);
    const found = questionsFound(homophones, '景点');
    expect(found.slice(0, 2).every((question) => question.includes('景点'))).toBe(true);
    expect(questionsFound(homophones, '有哪些经典')[0]).toBe('有哪些经典推荐');
  });

  test('a phrasing that agrees leads to its question and is named', () => {
    const index = BankIndex.build(
      [
        documentOf('a', '如何注销账户？', { phrasings: ['不想用了怎么销户'] }),
        ...OTHERS.map((text, i) => documentOf(`o${i}`, text)),
      ],
      analyzerFor(),
    );
    const [best] = search(index, '不想用了怎么销户？').matches;
    expect(best).toMatchObject({
      tier: 'phrasing',
      matchedPhrasing: '不想用了怎么销户',
      document: { id: 'a' },
    });
  });
});

describe('words of the bank', () => {
  test('keep together what jieba would split, and stay findable by their parts', () => {
    const index = indexOf(['鹏飞宝怎么赎回？', ...OTHERS], { words: ['鹏飞宝'] });
    expect(index.analyzer.analyze('鹏飞宝怎么赎回').words.map(({ text }) => text)).toContain('鹏飞宝');
    expect(questionsFound(index, '鹏飞宝')[0]).toBe('鹏飞宝怎么赎回？');
  });

  test('its synonyms join the shared ones, one-way only the way they point', () => {
    const index = indexOf(['鹏飞宝怎么赎回？', '货币基金怎么赎回？'], {
      synonyms: ['大鹏 = 鹏飞宝', '零钱宝 => 货币基金'],
    });
    expect(questionsFound(index, '大鹏怎么赎回')[0]).toBe('鹏飞宝怎么赎回？');
    expect(questionsFound(index, '零钱宝怎么赎回')[0]).toBe('货币基金怎么赎回？');
  });

  test('its synonyms of several words are found, as those with a hyphen are', () => {
    const synonyms = ['sky card = 云霄卡', 'E-Bank = 电子门户', 'air mile => 航空里程'];
    const texts = ['云霄卡如何注销？', '电子门户打不开', '航空里程过期了吗', 'Sky Card 被盗刷', ...OTHERS];
    for (const words of [[], ['E-Bank']]) {
      const index = indexOf(texts, { synonyms, words });
      expect(bestOf(index, 'sky card怎么注销')).toMatchObject({ question: texts[0], tier: 'synonym' });
      expect(bestOf(index, 'skycard怎么注销')).toMatchObject({ question: texts[0], tier: 'synonym' });
      expect(bestOf(index, 'e-bank打不开')).toMatchObject({ question: texts[1], tier: 'synonym' });
      expect(bestOf(index, 'air mile过期了吗')).toMatchObject({ question: texts[2], tier: 'synonym' });
      expect(bestOf(index, '云霄卡被盗刷')).toMatchObject({ question: texts[3], tier: 'synonym' });
    }
  });
});
