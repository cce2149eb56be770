/**
 * 1. Category, tag and validity restrict what is found; paging goes on where it stopped.
 * 2. A question that must not be answered outright carries a guard.
 * 3. A negative phrasing keeps its question from answering what it names.
 * 4. Scores are the sum of the parts they are explained by.
 * 5. Nothing relevant, nothing found; a query is corrected only where sound had to help.
 */
import { describe, expect, test } from 'vitest';
import { BankIndex } from '../../../src/engine/index.ts';
import { analyzerFor, documentOf, indexOf, questionsFound, search } from '../../helpers/engine.ts';

const analyzer = analyzerFor();

describe('search', () => {
  const index = BankIndex.build(
    [
      documentOf('card', '信用卡如何还款？', { category: '信用卡', tags: ['还款'] }),
      documentOf('loan', '房贷如何还款？', { category: '贷款', tags: ['还款', '房贷'] }),
      documentOf('old', '旧版信用卡如何还款？', { category: '信用卡', validUntilMs: 1_000 }),
      documentOf('new', '新版信用卡如何还款？', { category: '信用卡', validFromMs: 2_000 }),
    ],
    analyzer,
  );
  const idsFound = (request: Parameters<typeof search>[2]): string[] =>
    search(index, '如何还款', request).matches.map(({ document }) => document.id);

  test('category, tag and validity restrict', () => {
    expect(idsFound({ category: '贷款' })).toEqual(['loan']);
    expect(idsFound({ tag: '还款' }).sort()).toEqual(['card', 'loan']);
    expect(idsFound({ nowMs: 999 })).toContain('old');
    expect(idsFound({ nowMs: 1_000 })).not.toContain('old');
    expect(idsFound({ nowMs: 1_999 })).not.toContain('new');
    expect(idsFound({ nowMs: 2_000 })).toContain('new');
  });

  test('counts categories of everything found, and pages without gap or overlap', () => {
    const whole = search(index, '如何还款', { nowMs: 1_500 });
    expect(whole.total).toBe(2);
    expect(whole.totalIsExact).toBe(true);
    expect(whole.categories).toEqual(expect.arrayContaining([{ value: '信用卡', count: 1 }]));
    const pages = [0, 1].flatMap((offset) => idsFound({ nowMs: 1_500, limit: 1, offset }));
    expect(pages).toEqual(whole.matches.map(({ document }) => document.id));
  });

  test('a contradicting amount is a guard', () => {
    const [best] = search(indexOf(['存三年定期利息怎么算？', '如何挂失？']), '存一年定期利息怎么算').matches;
    expect(best?.guards).toEqual([{ kind: 'quantity', message: '期限不同：一年与三年' }]);
  });

  test('a negative phrasing keeps its question from answering', () => {
    const guarded = BankIndex.build(
      [
        documentOf('buy', '基金怎么申购？', { negativePhrasings: ['基金怎么赎回'] }),
        documentOf('card', '信用卡如何还款？'),
      ],
      analyzer,
    );
    const [best] = search(guarded, '基金怎么赎回').matches;
    expect(best?.guards.map(({ kind }) => kind)).toContain('negative-phrasing');
    expect(search(guarded, '基金怎么申购').matches[0]?.guards).toEqual([]);
  });

  test('the parts of a score sum to it', () => {
    for (const match of search(index, '農行信用卡怎麼还', { explain: true }).matches) {
      const sum = match.explanation.reduce((total, { contribution }) => total + contribution, 0);
      expect(sum).toBeCloseTo(match.score, 3);
    }
  });

  test('a boost moves a question among its like, says so, and proves nothing', () => {
    const found = (boost: number) => {
      const documents = ['建设', '招商'].map((bank, i) =>
        documentOf(String(i), `${bank}银行信用卡如何还款？`, { boost: i === 1 ? boost : 0 }),
      );
      return search(BankIndex.build(documents, analyzer), '信用卡怎么还款', { explain: true }).matches;
    };
    const idsOf = (boost: number) => found(boost).map(({ document }) => document.id);
    expect([idsOf(5), idsOf(-5)]).toEqual([
      ['1', '0'],
      ['0', '1'],
    ]);
    const [boosted] = found(5);
    expect(boosted?.explanation).toContainEqual({ feature: 'boost', value: 5, contribution: 1 });
    const confidences = [found(5)[0], found(0).find(({ document }) => document.id === '1')];
    expect(confidences[0]?.confidence).toBe(confidences[1]?.confidence);
  });

  test('no boost puts a question before one that is asked literally', () => {
    const documents = [
      documentOf('literal', '信用卡如何还款？'),
      documentOf('boosted', '信用卡如何还清？', { boost: 5, pinned: true }),
    ];
    expect(questionsFound(BankIndex.build(documents, analyzer), '信用卡如何还款')[0]).toBe(
      '信用卡如何还款？',
    );
  });

  test('finds nothing for what the bank does not speak of', () => {
    expect(questionsFound(index, '今天天气怎么样')).toEqual([]);
    expect(questionsFound(index, '😀！？')).toEqual([]);
    expect(questionsFound(indexOf([]), '信用卡')).toEqual([]);
  });

  test('reads questions of two hundred supplementary characters to their end', () => {
    const long = indexOf(['𠮷'.repeat(198) + '还款', '信用卡还款']);
    expect(search(long, '𠮷'.repeat(198) + '还款').matches[0]).toMatchObject({
      document: { id: 'q0' },
      tier: 'exact',
    });
  });

  test('corrects only where sound had to help', () => {
    expect(search(index, '信用咔如何还款').corrected).toBe('信用卡如何还款');
    expect(search(index, '信用卡怎么还款').corrected).toBeNull();
  });

  test('leaves synonyms in a correction as they were asked', () => {
    const bank = indexOf(['中国农业银行信用卡如何还款？', '外汇牌价在哪里看？']);
    expect(search(bank, '农行信用咔怎么还款').corrected).toBe('农行信用卡怎么还款');
  });

  test('does not correct what the bank itself writes so', () => {
    const bank = indexOf(['浙江大学怎么报名？', '浙将军祠在哪里？']);
    expect(search(bank, '浙将大学怎么报名').corrected).toBeNull();
  });
});
