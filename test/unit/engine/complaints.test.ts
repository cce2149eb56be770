/**
 * What users of other engines complain about when they search in Chinese, a test for each complaint: the bank and
 * the queries are as near to theirs as a question-and-answer bank allows.
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
  '信用卡丢了怎么挂失？',
];

const firstOf = (index: BankIndex, query: string): string | undefined => questionsFound(index, query)[0];

function markedIn(index: BankIndex, query: string): string[] {
  const [best] = search(index, query).matches;
  return best!.highlights.map(([start, end]) => best!.document.question.slice(start, end));
}

describe('complaints', () => {
  test('1: a part finds the whole (农业 → 中国农业发展银行, 处理 → 待处理, 工程 → 在建工程)', () => {
    const index = indexOf([
      '中国农业发展银行在哪开户？',
      '待处理财产损溢怎么记账？',
      '在建工程如何转固？',
      ...OTHERS,
    ]);
    expect(firstOf(index, '农业')).toBe('中国农业发展银行在哪开户？');
    expect(firstOf(index, '处理')).toBe('待处理财产损溢怎么记账？');
    expect(firstOf(index, '工程')).toBe('在建工程如何转固？');
  });

  test('2: what only sounds alike comes after what is written (景点 / 经典, 不 / 布 / 部)', () => {
    const index = indexOf([
      '有哪些经典推荐？',
      '有哪些景点推荐？',
      '部分还款怎么办？',
      '布展费用怎么入账？',
      ...OTHERS,
    ]);
    expect(firstOf(index, '景点')).toBe('有哪些景点推荐？');
    expect(firstOf(index, '经典')).toBe('有哪些经典推荐？');
    expect(firstOf(index, '部分')).toBe('部分还款怎么办？');
    const [景点, ...rest] = search(index, '景点推荐').matches;
    for (const other of rest) expect(other.confidence).toBeLessThan(景点!.confidence);
  });

  test('3: one wrong character still finds, and simplified finds traditional and the other way round', () => {
    const index = indexOf(['國債逆回購怎麼操作？', '公积金贷款怎么申请？', ...OTHERS]);
    expect(firstOf(index, '国债逆回购怎么操作')).toBe('國債逆回購怎麼操作？');
    expect(firstOf(index, '公積金貸款怎麼申請')).toBe('公积金贷款怎么申请？');
    expect(firstOf(index, '公积斤贷款怎么申请')).toBe('公积金贷款怎么申请？');
    expect(firstOf(index, '公积金代款怎么申请')).toBe('公积金贷款怎么申请？');
  });

  test('4: two words with a space find every question that begins with one and speaks of the other (招商 公司)', () => {
    const names = [
      '招商银行',
      '招商证券',
      '招商基金',
      '招商局',
      '招商租赁',
      '招商信诺',
      '招商蛇口',
      '招商轮船',
      '招商公路',
      '招商积余',
    ];
    const index = indexOf([...names.map((name) => `${name}是什么样的公司？`), ...OTHERS]);
    const found = questionsFound(index, '招商 公司');
    expect(found.filter((question) => question.startsWith('招商'))).toHaveLength(names.length);
    expect(found.slice(0, names.length).every((question) => question.startsWith('招商'))).toBe(true);
  });

  test('5: a whole sentence around the point finds it, in any order of words', () => {
    const index = indexOf(['如何写周报？', '农业银行信用卡如何还款？', ...OTHERS]);
    expect(firstOf(index, '告诉我如何写周报')).toBe('如何写周报？');
    expect(firstOf(index, '周报如何写，告诉我')).toBe('如何写周报？');
    expect(firstOf(index, '麻烦问一下我那个农行的信用卡到底要怎么还啊')).toBe('农业银行信用卡如何还款？');
  });

  test('6: an abbreviation finds the full name (浙大 → 浙江大学), also without a synonym', () => {
    const index = indexOf(['浙江大学怎么报名？', '江苏大学怎么报名？', '国家开发银行怎么贷款？', ...OTHERS]);
    expect(firstOf(index, '浙大怎么报名')).toBe('浙江大学怎么报名？');
    expect(firstOf(index, '浙大')).toBe('浙江大学怎么报名？');
    expect(firstOf(index, '国开行怎么贷款')).toBe('国家开发银行怎么贷款？');
  });

  test('7: traditional queries are cut as simplified ones are', () => {
    const analyzer = analyzerFor();
    const words = (text: string) => analyzer.analyze(text).words.map(({ text: word }) => word);
    expect(words('農業銀行信用卡還款')).toEqual(words('农业银行信用卡还款'));
    expect(words('證券帳戶開戶')).toEqual(words('证券帐户开户'));
  });

  test('8: finds in the middle of a sentence, misses no character, and synonyms find both names', () => {
    const index = indexOf(
      ['在手机上办理国债逆回购要注意什么？', '肯德基联名卡怎么办？', 'KFC联名卡年费多少？', ...OTHERS],
      {
        synonyms: ['肯德基 = KFC'],
      },
    );
    expect(firstOf(index, '国债逆回购')).toBe('在手机上办理国债逆回购要注意什么？');
    expect(markedIn(index, '办理国债逆回购').join('')).toBe('办理国债逆回购');
    expect(questionsFound(index, '肯德基联名卡').slice(0, 2).sort()).toEqual(
      ['KFC联名卡年费多少？', '肯德基联名卡怎么办？'].sort(),
    );
    expect(questionsFound(index, 'kfc联名卡').slice(0, 2)).toHaveLength(2);
  });

  test('9, 11: a bank adds its own words, and another bank does not see them', () => {
    const own = analyzerFor({ words: ['鹏飞宝盈'] });
    const other = analyzerFor();
    const cut = (analyzer: typeof own) => analyzer.analyze('鹏飞宝盈怎么买').words.map(({ text }) => text);
    expect(cut(own)).toContain('鹏飞宝盈');
    expect(cut(other)).not.toContain('鹏飞宝盈');
  });

  test('10: synonyms act at once, without indexing anew', () => {
    const documents = [
      documentOf('a', '鹏飞宝怎么赎回？'),
      ...OTHERS.map((text, i) => documentOf(`o${i}`, text)),
    ];
    const without = BankIndex.build(documents, analyzerFor());
    const withSynonym = BankIndex.build(documents, analyzerFor({ synonyms: ['大鹏 = 鹏飞宝'] }));
    expect(search(withSynonym, '大鹏怎么赎回').matches[0]).toMatchObject({
      tier: 'synonym',
      document: { id: 'a' },
    });
    expect(search(without, '大鹏怎么赎回').matches[0]?.tier).not.toBe('synonym');
  });

  test('12: what pinyin found is marked, neither nothing nor everything', () => {
    const index = indexOf(['浙江大学校园卡怎么充值？', ...OTHERS]);
    expect(markedIn(index, 'zhejiang')).toEqual(['浙江']);
    expect(markedIn(index, 'xiaoyuanka')).toEqual(['校园', '卡']);
    expect(markedIn(index, 'zhejiang校园卡').join('')).toBe('浙江校园卡');
  });

  test('13: words are cut by jieba', () => {
    expect(analyzerFor().fingerprint).toMatch(/jieba/);
  });

  test('14: zhejiang and 浙将 find 浙江, and confidence never exceeds 1', () => {
    const index = indexOf(['浙江大学校园卡怎么充值？', '江苏大学校园卡怎么充值？', ...OTHERS]);
    for (const query of ['zhejiang', 'ZheJiang', '浙将', '浙将大学', 'zjdx']) {
      const [best] = search(index, query).matches;
      expect(best?.document.question, query).toBe('浙江大学校园卡怎么充值？');
      expect(best!.confidence).toBeLessThanOrEqual(1);
    }
  });

  test('15: a question copied from the bank is found first and answered', () => {
    const questions = Array.from(
      { length: 400 },
      (_, i) => `第${i + 1}号产品的${i % 2 ? '申购' : '赎回'}费率怎么算？`,
    );
    const index = indexOf(questions);
    for (const question of questions.filter((_, i) => i % 37 === 0)) {
      const [best] = search(index, question).matches;
      expect(best).toMatchObject({ document: { question }, tier: 'exact', confidence: 1, guards: [] });
    }
  });
});
