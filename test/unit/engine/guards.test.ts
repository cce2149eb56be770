/**
 * 1. Different amounts, rates, years, opposite acts, denials and swapped roles are told apart, and named in Chinese.
 * 2. The same said otherwise is not.
 * 3. A product or institution that the question does not speak of, or nothing found does, keeps it from answering;
 *    other names of the same do not.
 * 4. So does one that the question is about and the query does not name, unless all of the bank is about it.
 * 5. So does another act than the one asked for, unless the question found speaks of the same, or of nothing but what may stand for it.
 */
import { describe, expect, test } from 'vitest';
import { BankIndex, normalizeForIdentity } from '../../../src/engine/index.ts';
import { findGuards } from '../../../src/engine/ranking/guards.ts';
import { analyzerFor, documentOf, language, opposites, search } from '../../helpers/engine.ts';

const guards = (query: string, wording: string): string[] => {
  const [one, other] = [query, wording].map((text) => normalizeForIdentity(text, language.traditional));
  return findGuards(one!, other!, opposites).map(({ kind, message }) => `${kind} ${message}`);
};

describe('guards', () => {
  test.each([
    ['利率5%的贷款', '利率3%的贷款', ['quantity 比例不同：5%与3%']],
    ['2024年个税怎么申报', '2023年个税怎么申报', ['quantity 年份不同：2024年与2023年']],
    ['存一年利息多少', '存三年利息多少', ['quantity 期限不同：一年与三年']],
    ['贷款三千五手续费多少', '贷款3005手续费多少', ['quantity 数字不同：三千五与3005']],
    ['存20万利息多少', '存五十万元利息多少', ['quantity 金额不同：20万与五十万元']],
    ['日息万分之五高吗', '日息千分之五高吗', ['quantity 比例不同：万分之五与千分之五']],
    ['扣款日改成15号', '扣款日改成20号', ['quantity 日期不同：15号与20号']],
    ['怎么开通短信通知', '怎么关闭短信通知', ['polarity 方向相反：开通与关闭']],
    ['提前还款怎么办', '逾期还款怎么办', ['polarity 方向相反：提前与逾期']],
    ['出租人要做什么', '承租人要做什么', ['role 对象不同：出租人与承租人']],
    ['投保人可以变更吗', '被保险人可以变更吗', ['role 对象不同：投保人与被保险人']],
    ['为什么不能转账', '为什么能转账', ['polarity 问的是否定的情形']],
    ['转账失败怎么办', '转账成功后多久到账', ['polarity 问的是否定的情形']],
    ['怎么绑定银行卡', '怎么解绑银行卡', ['polarity 方向相反：绑定与解绑']],
    ['涨停的股票能买吗', '跌停的股票能买吗', ['polarity 方向相反：涨停与跌停']],
    ['征信没有逾期能贷款吗', '征信有逾期能贷款吗', ['polarity 问的是否定的情形']],
  ])('%s is not %s', (query, wording, expected) => {
    expect(guards(query, wording)).toEqual(expected);
  });

  test.each([
    ['利率百分之五的贷款', '利率5%的贷款'],
    ['存半年', '存6个月'],
    ['贷款一万五手续费多少', '贷款15000手续费多少'],
    ['存2万5利息多少', '存25000元利息多少'],
    ['存一万三年利息多少', '存1万元3年利息多少'],
    ['晚还三天算逾期吗', '晚还一两天算逾期吗'],
    ['T+1什么时候到账', '3月15号什么时候到账'],
    ['能不能提前还款', '可以提前还款吗'],
    ['能提前还款不', '可以提前还款吗'],
    ['钱到账没', '钱到账了吗'],
    ['别人拿我的卡去贷款', '有人拿我的卡去贷款'],
    ['存折和存单有啥不一样', '存折和存单有什么区别'],
    ['转账失败', '转账没有成功'],
    ['怎么解绑银行卡', '如何解除银行卡绑定'],
    ['账户怎么解冻', '账户被冻结后如何解除'],
    ['微粒贷怎么注销', '微粒贷怎么关闭'],
    ['涨停是多少', '涨跌停板是多少'],
    ['境外取现要手续费吗', '境内外取现要手续费吗'],
    ['有没有年费', '年费是多少'],
    ['开通和关闭短信通知', '如何关闭短信通知'],
    ['不动产抵押怎么办理', '房产抵押怎么办理'],
  ])('%s may be %s', (query, wording) => {
    expect(guards(query, wording)).toEqual([]);
  });
});

describe('names of products and institutions', () => {
  const documents = ['微粒贷怎么还款', '工行融e借怎么还款', '农业银行信用卡怎么还款', '怎么提前还款'].map(
    (question, i) => documentOf(`q${i}`, question),
  );
  const index = BankIndex.build(documents, analyzerFor());
  const nameGuards = (query: string, question: string): string[] => {
    const { matches } = search(index, query);
    const match = matches.find(({ document }) => document.question === question);
    return match!.guards.filter(({ kind }) => kind === 'name').map(({ message }) => message);
  };

  test.each([
    ['花呗怎么还款', '微粒贷怎么还款', ['对象不同：花呗与微粒贷']],
    ['工行信用卡怎么还款', '农业银行信用卡怎么还款', ['对象不同：工行与农业银行']],
    ['余额宝怎么提前还款', '怎么提前还款', ['找到的问题都没有提到余额宝']],
    ['ETF怎么提前还款', '怎么提前还款', ['找到的问题都没有提到ETF']],
    ['农行信用卡怎么还', '农业银行信用卡怎么还款', []],
    ['农业银行信用卡怎么提前还款', '怎么提前还款', []],
    ['融e借怎么还款', '工行融e借怎么还款', []],
    ['信用社怎么提前还款', '怎么提前还款', []],
    ['本人行为怎么提前还款', '怎么提前还款', []],
  ])('%s, of %s', (query, question, expected) => {
    expect(nameGuards(query, question)).toEqual(expected);
  });
});

describe('a question about one institution that the query does not name', () => {
  const others = ['信用卡怎么还款', '怎么提前还款', '账户怎么注销', '密码忘了怎么办', '利息怎么计算'];
  const guardsIn = (questions: readonly string[], query: string): string[] => {
    const documents = questions.map((question, i) =>
      documentOf(`q${i}`, question, { phrasings: question.includes('平安') ? ['平安卡进度'] : [] }),
    );
    const [first] = search(BankIndex.build(documents, analyzerFor()), query).matches;
    return first!.guards.map(({ message }) => message);
  };

  test.each([
    ['信用卡申请进度怎么查', ['匹配的问题只针对平安银行，提问中没有提到']],
    ['平安银行信用卡申请进度怎么查询', []],
    ['平安的卡进度', []],
    ['卡进度', ['匹配的问题只针对平安，提问中没有提到']],
  ])('%s', (query, expected) => {
    expect(guardsIn(['平安银行信用卡申请进度怎么查询', ...others], query)).toEqual(expected);
  });

  test('goes without saying where the bank is about that alone', () => {
    const own = others.map((question) => `平安银行${question}`);
    expect(guardsIn(own, '信用卡怎么还款')).toEqual([]);
  });
});

describe('acts', () => {
  const documents = [
    documentOf('card', '交通银行信用卡如何激活？', { phrasings: ['交行的卡到手了'] }),
    documentOf('transfer', '支付宝余额如何转出到银行卡？'),
    documentOf('day', '信用卡到期还款日怎么更改？'),
    documentOf('cancel', '如何取消自动还款？'),
    documentOf('stop', '建设银行信用卡如何取消自动扣款？'),
  ];
  const index = BankIndex.build(documents, analyzerFor());
  const actGuards = (query: string, id: string): string[] => {
    const match = search(index, query).matches.find(({ document }) => document.id === id);
    return match!.guards.filter(({ kind }) => kind === 'act').map(({ message }) => message);
  };

  test.each([
    ['交行信用卡怎么还款', 'card', ['问的事情不同：还款与激活']],
    ['交行的卡丢了', 'card', ['问的事情不同：丢了与激活']],
    ['信用卡怎么还款', 'day', ['问的事情不同：还款与更改']],
    ['支付宝余额怎么还贷', 'transfer', ['问的事情不同：还贷与转出']],
    ['建行信用卡怎么注销', 'stop', ['问的事情不同：注销与扣款']],
    ['交行信用卡怎么启用', 'card', []],
    ['支付宝余额怎么提现', 'transfer', []],
    ['怎么终止自动还款', 'cancel', []],
    ['信用卡到期还款日能改吗', 'day', []],
    ['信用卡还款时间想换一天', 'day', []],
  ])('%s, of %s', (query, id, expected) => {
    expect(actGuards(query, id)).toEqual(expected);
  });

  test('that are opposites are called so alone', () => {
    const [first] = search(index, '交通银行信用卡如何注销？').matches;
    expect(first!.guards.map(({ message }) => message)).toEqual(['方向相反：注销与激活']);
  });
});

describe('letters', () => {
  const documents = ['如何开立A股证券账户', 'Ⅰ类户和Ⅱ类户有什么区别', 'APP怎么登录', 'T+1交易是什么意思'].map(
    (question, i) => documentOf(`q${i}`, question),
  );
  const index = BankIndex.build(documents, analyzerFor());

  test.each([
    ['如何开立B股证券账户', ['对象不同：B股与A股']],
    ['Ⅰ类户和Ⅳ类户有什么区别', ['对象不同：IV类与II类']],
    ['H5怎么登录', ['对象不同：H与APP']],
    ['如何开立a股证券账户呀', []],
    ['ａｐｐ怎么登陆', []],
    ['zhenquan账户如何开立A股', []],
  ])('%s', (query, expected) => {
    const [first] = search(index, query).matches;
    expect(first!.guards.filter(({ kind }) => kind === 'name').map(({ message }) => message)).toEqual(
      expected,
    );
  });
});
